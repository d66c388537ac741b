#include "core/export/program_python_frame.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace doorway {
namespace {

constexpr std::string_view step_helper = R"(
@contextlib.contextmanager
def step(line):
    """One line of the scenario. An error is what came of it: the program goes on."""
    print(line, end=" ", flush=True)
    try:
        yield
    except OSError as error:
        print("->", errno.errorcode.get(error.errno, "error"), error)

def show(result):
    """Prints what a call returned."""
    print("->", "ok" if result is None else repr(result)[:2000])
    return result
)";

constexpr std::string_view port_of_helper = R"(
def port_of(name):
    """Waits until the program that has this socket has written its port."""
    path = os.path.join(folder, name)
    while not os.path.exists(path):
        time.sleep(0.01)
    with open(path) as file:
        return int(file.read())
)";

constexpr std::string_view announce_helper = R"(
def own_port(sock):
    """The port of a socket, 0 where it has none."""
    try:
        return sock.getsockname()[1]
    except OSError:
        return 0

def announce(name, port):
    """Writes a port where port_of() finds it, whole or not at all."""
    if port > 0:
        path = os.path.join(folder, name)
        with open(path + "~", "w") as file:
            file.write(str(port))
        os.replace(path + "~", path)
)";

constexpr std::string_view bind_first_helper = R"(
def bind_first(sock):
    """Without an address of its own the socket would be open to the whole network."""
    host, port = sock.getsockname()[:2]
    if port == 0:
        sock.bind(("::1" if ":" in host else "127.0.0.1", 0))
)";

constexpr std::string_view poll_helper = R"(
def poll(watched, milliseconds=None):
    """What is ready at each of these sockets, as poll(2) has it. A closed one never is."""
    poller = select.poll()
    events = {}
    for sock, wanted in watched:
        if sock.fileno() >= 0:
            events[sock.fileno()] = events.get(sock.fileno(), 0) | wanted
            poller.register(sock, events[sock.fileno()])
    ready = dict(poller.poll(milliseconds))
    always = select.POLLERR | select.POLLHUP | select.POLLNVAL
    return [ready.get(sock.fileno(), 0) & (wanted | always) for sock, wanted in watched]
)";

constexpr std::string_view wait_readable_helper = R"(
def wait_readable(sock, count):
    """Sleeps until so many bytes are readable, or no more can come. Returns how many are."""
    if sock.fileno() < 0:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    while True:
        is_over = poll([(sock, select.POLLRDHUP)], 0) != [0]
        readable, = struct.unpack("i", fcntl.ioctl(sock, termios.FIONREAD, bytes(4)))
        if readable >= count or is_over:
            return readable
        time.sleep(0.001)
)";

constexpr std::string_view fill_helper = R"(
def fill(count):
    """So many bytes: A-Z, a-z, 0-9 and from A again."""
    period = (string.ascii_uppercase + string.ascii_lowercase + string.digits).encode()
    return (period * (count // len(period) + 1))[:count]
)";

}  // namespace

std::string PythonFrame::text(const ProgramPlan& plan) {
  add_needs(plan);
  return imports() + helpers() + beginning(plan);
}

void PythonFrame::add_needs(const ProgramPlan& plan) {
  of_socket("socket");
  for (const char* module : {"contextlib", "errno"}) needs(module);
  if (has(PythonHelper::wait_readable)) {
    takes(PythonHelper::poll);
    for (const char* module : {"fcntl", "os", "struct", "termios", "time"}) needs(module);
  }
  if (has(PythonHelper::poll)) needs("select");
  if (has(PythonHelper::fill)) needs("string");
  if (has(PythonHelper::port_of)) needs("time");
  if (plan.uses_folder) needs("os"), needs("sys");
}

std::string PythonFrame::imports() const {
  std::string text = "\n";
  for (const std::string& module : modules_) {
    text += fmt::format("import {}\n", module);
    if (module == "select") text += "from select import POLLIN, POLLOUT\n";
  }
  return text + fmt::format("from socket import {}\n", fmt::join(of_socket_, ", "));
}

std::string PythonFrame::helpers() const {
  std::string text(step_helper);
  if (has(PythonHelper::port_of)) text += port_of_helper;
  if (has(PythonHelper::announce)) text += announce_helper;
  if (has(PythonHelper::bind_first)) text += bind_first_helper;
  if (has(PythonHelper::poll)) text += poll_helper;
  if (has(PythonHelper::wait_readable)) text += wait_readable_helper;
  if (has(PythonHelper::fill)) text += fill_helper;
  return text + "\n";
}

std::string PythonFrame::beginning(const ProgramPlan& plan) const {
  std::string text;
  if (plan.uses_folder) {
    text += fmt::format(R"(if len(sys.argv) != 2:
    sys.exit("Say which folder: python3 {1}.py {2}")
folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
try:
    open(os.path.join(folder, "{0}"), "x").close()
except OSError:
    sys.exit("{0} has been in this folder before, or cannot write there: take a new one.")

)",
                        plan.process, plan.file, plan.folder);
  }
  if (!lacking_.empty()) {
    text += fmt::format(
        "not_made = socket()  # a closed one: what a name stands for until its socket is made\n"
        "not_made.close()\n{} = not_made\n\n",
        fmt::join(lacking_, " = "));
  }
  if (keeps_earlier_) text += "earlier = []  # sockets that have lost their names stay open\n\n";
  return text;
}

std::span<const std::string_view> python_words() {
  static constexpr auto words = std::to_array<std::string_view>(
      {"and",      "as",       "assert",  "async",      "await",  "break",         "case",     "class",      "continue",
       "def",      "del",      "elif",    "else",       "except", "finally",       "for",      "from",       "global",
       "if",       "import",   "in",      "is",         "lambda", "match",         "nonlocal", "not",        "or",
       "pass",     "print",    "raise",   "return",     "try",    "type",          "while",    "with",       "yield",
       "bytes",    "dict",     "int",     "len",        "open",   "repr",          "str",      "contextlib", "errno",
       "fcntl",    "os",       "select",  "socket",     "string", "struct",        "sys",      "termios",    "time",
       "announce", "own_port", "port_of", "bind_first", "poll",   "wait_readable", "fill",     "step",       "show",
       "folder",   "not_made", "peer",    "earlier"});
  return words;
}

}  // namespace doorway
