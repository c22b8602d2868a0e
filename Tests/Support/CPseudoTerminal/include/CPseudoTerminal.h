#pragma once

#include <sys/types.h>

/// Starts `path` with `arguments` and `environment` (both NULL-terminated) as the leader of a new session
/// whose controlling terminal is a fresh pseudo-terminal of `columns` by `rows` cells.
/// Returns the child's process id and stores the terminal's other end in `*terminal`; -1 and errno on failure.
pid_t pseudo_terminal_spawn(const char *path, char *const arguments[], char *const environment[],
                            unsigned short columns, unsigned short rows, int *terminal);
