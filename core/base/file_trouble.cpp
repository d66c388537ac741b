#include "core/base/file_trouble.hpp"

#include "core/base/errno_name.hpp"

#include <cerrno>

namespace doorway {
namespace {

const char* what_helps_to_read(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return "look at its name";
    case EACCES:
    case EPERM: return "look at who may read it";
    case EMFILE:
    case ENFILE:
    case ENOMEM: return "close other programs";
    case EIO: return "its disk may be damaged, take a copy of it";
    default: return "take another file";
  }
}

const char* what_helps_to_write(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return "make room there, or choose another place";
    case EACCES:
    case EPERM:
    case EROFS: return "choose a place where you may write";
    case EMFILE:
    case ENFILE:
    case ENOMEM: return "close other programs";
    default: return "choose another place";
  }
}

}  // namespace

std::string read_trouble(int error) {
  return errno_text(error) + ": " + what_helps_to_read(error);
}

std::string write_trouble(int error) {
  return errno_text(error) + ": " + what_helps_to_write(error);
}

}  // namespace doorway
