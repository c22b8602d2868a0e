#pragma once

// libedit's setters are variadic, which Swift cannot call. Each shim here fixes one call's types and
// nothing more.

#include <histedit.h>
