#include "app/read_file.hpp"

#include "app/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace doorway::app {

Result<std::string, int> read_file(const std::filesystem::path& path, std::size_t most_bytes) {
  struct stat status {};
  // Asked before: opening a device can do things.
  if (::stat(path.c_str(), &status) != 0) return errno;
  if (!S_ISREG(status.st_mode)) return EINVAL;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return errno;
  if (!S_ISREG(status.st_mode)) return EINVAL;
  if (static_cast<std::size_t>(status.st_size) > most_bytes) return EFBIG;
  std::string text(static_cast<std::size_t>(status.st_size) + 1, '\0');  // one more shows that it has not grown
  std::size_t have = 0;
  while (have < text.size()) {
    const ssize_t count = ::read(file.number(), text.data() + have, text.size() - have);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) break;
    have += static_cast<std::size_t>(count);
    if (have > most_bytes) return EFBIG;
    if (have == text.size()) text.resize(2 * text.size());
  }
  text.resize(have);
  return {boost::system::in_place_value, std::move(text)};
}

}  // namespace doorway::app
