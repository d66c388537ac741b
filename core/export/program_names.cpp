#include "core/export/program_names.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace doorway {
namespace {

// A program's folder is where Python looks first, so a file of such a name stands in the module's place, also where
// another module imports it. Source: sys.stdlib_module_names of Python 3.11, and what came until 3.14.
constexpr std::string_view python_modules =
    " abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb "
    "binascii bisect builtins bz2 calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys "
    "compileall compression concurrent configparser contextlib contextvars copy copyreg cProfile crypt csv "
    "ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip "
    "enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt "
    "getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib "
    "inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal "
    "math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path "
    "numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform "
    "plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat "
    "queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve "
    "shlex shutil signal site sitecustomize smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile "
    "sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys "
    "sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit "
    "tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata "
    "unittest urllib usercustomize uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib "
    "xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ";

/// Modules of Python's own whose names begin with `_` are too many and too unsteady to list.
bool is_module(std::string_view name) {
  return name.front() == '_' || python_modules.find(" " + std::string(name) + " ") != std::string_view::npos;
}

bool is_process(const Scenario& scenario, std::string_view name) {
  return std::find(scenario.processes.begin(), scenario.processes.end(), name) != scenario.processes.end();
}

}  // namespace

std::string program_name(const Scenario& scenario, ProcessId process, ProgramLanguage language) {
  if (language != ProgramLanguage::python) return scenario.processes[process];
  std::set<std::string> taken(scenario.processes.begin(), scenario.processes.end());
  std::string name;
  for (ProcessId each = 0; each <= process; ++each) {
    name = scenario.processes[each];
    if (!is_module(name)) continue;
    do name += '_';
    while (!taken.insert(name).second);
  }
  return name;
}

std::string meeting_folder(const Scenario& scenario) {
  std::string name = "doors";
  while (is_process(scenario, name)) name += '_';
  return name;
}

}  // namespace doorway
