#pragma once

// libedit's setters are variadic, which Swift cannot call. Each shim here fixes one call's types and
// nothing more. Text crosses as UTF-32 (which is what wchar_t holds on Linux and macOS), because libedit's
// byte-string calls would translate through the locale and drop what it does not know.

#include <histedit.h>
#include <stdint.h>

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "libedit's wide characters are taken to be UTF-32");

typedef int (*cle_read_function)(EditLine *, wchar_t *);
typedef unsigned char (*cle_command)(EditLine *, int);
typedef char *(*cle_prompt_function)(EditLine *);

/// The one character that libedit is told means "take what the editor holds ready". It is a C1 control, which
/// no keyboard sends in UTF-8 and which the editor never lets through from outside.
enum { CLE_DELIVER = 0x9f };

static inline void cle_set_owner(EditLine *editor, void *owner) { el_wset(editor, EL_CLIENTDATA, owner); }

static inline void *cle_owner(EditLine *editor) {
  void *owner = NULL;
  el_wget(editor, EL_CLIENTDATA, &owner);
  return owner;
}

static inline void cle_set_prompt(EditLine *editor, cle_prompt_function prompt) {
  el_set(editor, EL_PROMPT, prompt);
}

static inline void cle_set_reader(EditLine *editor, cle_read_function reader) {
  el_wset(editor, EL_GETCFN, reader);
}

/// Leaves signals to the caller: libedit's own handlers redraw inside the handler and signal the whole process group.
static inline void cle_leave_signals_alone(EditLine *editor) { el_wset(editor, EL_SIGNAL, 0); }

/// Has every key arrive as the byte it is while a line is edited: Ctrl-C, Ctrl-Z and Ctrl-\ make no signals, and
/// carriage returns and newlines are not exchanged, as libedit otherwise has the terminal do.
static inline void cle_take_keys_as_they_are(EditLine *editor) {
  el_wset(editor, EL_SETTY, L"-d", L"-isig", L"-icrnl", L"-inlcr", NULL);
}

static inline int cle_use_emacs_keys(EditLine *editor) { return el_wset(editor, EL_EDITOR, L"emacs"); }
static inline int cle_use_vi_keys(EditLine *editor) { return el_wset(editor, EL_EDITOR, L"vi"); }

/// Names a command and binds it to a key in the typing map; `name`, `help` and `key` must live as long as the editor.
static inline void cle_add_command(EditLine *editor, const wchar_t *name, const wchar_t *help, cle_command command) {
  el_wset(editor, EL_ADDFN, name, help, command);
}

static inline void cle_add_deliver(EditLine *editor, cle_command command) {
  cle_add_command(editor, L"parley-deliver", L"Insert pasted text", command);
}

static inline void cle_add_erase(EditLine *editor, cle_command command) {
  cle_add_command(editor, L"parley-erase", L"Delete the character before the cursor, however many parts it has", command);
}

static inline void cle_add_complete(EditLine *editor, cle_command command) {
  cle_add_command(editor, L"parley-complete", L"Complete a command that begins with a slash", command);
}

static inline void cle_bind_deliver(EditLine *editor) {
  const wchar_t key[] = {CLE_DELIVER, 0};
  el_wset(editor, EL_BIND, key, L"parley-deliver", NULL);
  el_wset(editor, EL_BIND, L"-a", key, L"parley-deliver", NULL);
}

static inline void cle_bind_erase(EditLine *editor) {
  el_wset(editor, EL_BIND, L"^?", L"parley-erase", NULL);
  el_wset(editor, EL_BIND, L"^H", L"parley-erase", NULL);
}

static inline void cle_bind_complete(EditLine *editor) { el_wset(editor, EL_BIND, L"^I", L"parley-complete", NULL); }

static inline void cle_bind_search(EditLine *editor) {
  el_wset(editor, EL_BIND, L"^R", L"em-inc-search-prev", NULL);
}

/// Switches the terminal between editing (1) and the modes it had before (0).
static inline void cle_set_editing(EditLine *editor, int editing) { el_wset(editor, EL_PREP_TERM, editing); }

static inline void cle_redraw(EditLine *editor) { el_wset(editor, EL_REFRESH); }

static inline void cle_insert(EditLine *editor, const uint32_t *text) { el_winsertstr(editor, (const wchar_t *)text); }

/// Reads one line; the text stays libedit's and lives until the next call. `count` is -1 after an error.
static inline const uint32_t *cle_read_line(EditLine *editor, int *count) {
  return (const uint32_t *)el_wgets(editor, count);
}

/// The line being edited: its start, and how many characters stand before the cursor and in all.
static inline const uint32_t *cle_line(EditLine *editor, int *before_cursor, int *count) {
  const LineInfoW *line = el_wline(editor);
  *before_cursor = (int)(line->cursor - line->buffer);
  *count = (int)(line->lastchar - line->buffer);
  return (const uint32_t *)line->buffer;
}

/// A history of at most `size` lines that ignores a repeat of the last one, for `editor`; NULL without memory.
static inline HistoryW *cle_make_history(EditLine *editor, int size) {
  HistoryW *lines = history_winit();
  if (lines == NULL) return NULL;
  HistEventW event;
  history_w(lines, &event, H_SETSIZE, size);
  history_w(lines, &event, H_SETUNIQUE, 1);
  el_wset(editor, EL_HIST, history_w, lines);
  return lines;
}

static inline void cle_remember(HistoryW *lines, const uint32_t *text) {
  HistEventW event;
  history_w(lines, &event, H_ENTER, (const wchar_t *)text);
}

static inline void cle_forget_all(HistoryW *lines) {
  HistEventW event;
  history_w(lines, &event, H_CLEAR);
}
