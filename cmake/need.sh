# shellcheck shell=bash
# What Doorway needs from the system, listed once; run.sh and test.sh read this file.
#
# Things are looked for by what is used of them, a command or a header, so that a compiler or library that no package
# manager knows of counts as well. need_tests adds what only the tests need. ensure then installs what is missing.

compiler=${CXX:-c++}
packages=()   # to be installed, as Debian and Ubuntu name them
missing=()    # the same in words, for other systems
witnesses=()  # packages that are good to have: without them a test says "skipped", or another font is used
extras=()     # witnesses that are large, or that not every system packages: one that cannot be had is only told

need_command() {  # COMMAND PACKAGE
  command -v "$1" >/dev/null && return
  packages+=("$2")
  missing+=("the command $1")
}

need_header() {  # HEADER PACKAGE [CONDITION WORDS]: the compiler knows best where it looks
  local probe="#if !__has_include(<$1>)
#error
#endif"
  [ $# -lt 3 ] || probe="#include <$1>
#if !($3)
#error
#endif"
  "$compiler" -E -x c++ - <<<"$probe" >/dev/null 2>&1 && return
  packages+=("$2")
  missing+=("the header $1${4:+ ($4)}")
}

need_font() {  # FAMILY PACKAGE: without it other fonts of the system do
  [ -n "$(fc-list "$1" 2>/dev/null)" ] || witnesses+=("$2")
}

need_witness() {  # COMMAND PACKAGE
  command -v "$1" >/dev/null || witnesses+=("$2")
}

need_browser() {  # a Chromium of any name, and its driver
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    extras+=(chromium)
  command -v chromedriver >/dev/null || extras+=(chromium-driver)
}

need_program() {
  need_command "$compiler" g++
  need_command cmake cmake
  need_command ninja ninja-build
  need_header boost/version.hpp BOOST 'BOOST_VERSION >= 108100' 'Boost 1.81 or later'
  need_header fmt/format.h libfmt-dev
  need_header CLI/CLI.hpp libcli11-dev
  need_header nlohmann/json.hpp nlohmann-json3-dev
  need_header md4c.h libmd4c-dev
  need_header libdeflate.h libdeflate-dev
  need_command pkg-config pkg-config
  need_header imgui/imgui.h libimgui-dev
  need_header stb/stb_image_write.h libstb-dev
  need_header GLFW/glfw3.h libglfw3-dev
  need_header GL/gl.h libgl-dev
  need_header fontconfig/fontconfig.h libfontconfig-dev
  need_header freetype2/ft2build.h libfreetype-dev
  need_header cairo/cairo.h libcairo2-dev
  need_font Inter fonts-inter
  need_font 'JetBrains Mono' fonts-jetbrains-mono
}

need_tests() {
  need_header doctest/doctest.h doctest-dev
  need_header rapidcheck.h librapidcheck-dev
  need_witness strace strace
  need_witness ss iproute2
  need_witness python3 python3  # reads what strace wrote
  need_witness rsvg-convert librsvg2-bin
  need_witness tshark tshark    # reads our pcapng files; large, but the only strict reader that is packaged
  need_witness xvfb-run xvfb    # a display for the tests of the window
  need_witness xauth xauth
  need_witness xdotool xdotool  # a hand at its keys and mouse
  need_browser                  # 300 MB: steps through exported pages as their readers do
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {  # PACKAGE…
  echo "Installing: apt-get install --no-install-recommends $*" >&2
  # --no-remove: another Boost that is in the way is for its owner to remove.
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends --no-remove "$@" </dev/null >&2
}

# Installs what is missing, or says what it is and ends the script with exit code 3. All words go to standard error:
# standard output belongs to the program.
ensure() {
  [ ${#packages[@]} -gt 0 ] || [ ${#witnesses[@]} -gt 0 ] || [ ${#extras[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; }; then
    [ ${#packages[@]} -gt 0 ] || return 0
    {
      echo "Doorway needs, and this system lacks:"
      printf '  %s\n' "${missing[@]}"
      echo "On Debian and Ubuntu these are: ${packages[*]/#BOOST/libboost-dev (1.81 or later)}"
    } >&2
    exit 3
  fi
  # A list that could not be renewed may still do; the installation says so if not.
  as_root apt-get update -qq </dev/null >&2 || true
  # Debian 12 calls its older Boost libboost-dev and has this newer one beside it.
  local boost=libboost-dev
  if [ -n "$(apt-cache madison libboost1.81-dev)" ]; then boost=libboost1.81-dev; fi
  local install=("${packages[@]/#BOOST/$boost}" "${witnesses[@]}")
  if [ ${#install[@]} -gt 0 ]; then
    install_packages "${install[@]}" || {
      echo "The installation failed. Install these by hand: ${install[*]}" >&2
      exit 3
    }
  fi
  if [ ${#extras[@]} -gt 0 ]; then
    install_packages "${extras[@]}" ||
      echo "Without ${extras[*]} the tests that need them are skipped." >&2
  fi
}
