#include "tests/support/hostile.hpp"

#include "core/base/utf8.hpp"
#include "core/journey/byte_writer.hpp"
#include "core/journey/journey.hpp"
#include "tests/support/journey_frames.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace doorway::test {

const std::string for_terminal =
    "\x1b]0;owned\x07\x1b[2J\xC2\x9B"
    "31m\x7f";
const std::string turning = "\u202Egpj.exe \u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069\u200E\u200F\u061C";
const std::string of_signs = "%s%n%d ##a ###b {0} {{x}} $(touch owned) `touch owned` ';--";
const std::string markup = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;]]><!--";
const std::string formula = "=cmd|'/c touch owned'!A1";

namespace {

/// As CommonMark has it.
std::string as_words(std::string_view text) {
  std::string words;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]()#+-.!<>&|~'\"$%=;:/@^?,").find(c) != std::string_view::npos) words += '\\';
    words += c;
  }
  return words;
}

}  // namespace

std::string raw_in(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    const char32_t code_point = character.code_point;
    const bool ends_line = code_point == '\n' || (code_point == '\r' && text.starts_with("\r\n"));
    if (!character.valid) return "no UTF-8";
    if (is_bidi_control(code_point) || (is_control(code_point) && !ends_line)) return code_point_name(code_point);
    text.remove_prefix(character.size_bytes);
  }
  return "";
}

std::string hostile_scenario() {
  std::string payload;
  for (const char byte : for_terminal + turning) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    payload += std::string("\\x") + digits[value >> 4U] + digits[value & 15U];
  }
  std::string quoted;
  for (const char c : of_signs + markup) quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return "bob: u = socket(udp)\nbob: u.bind(0)\nbob: u.sendto(\"" + payload + "\", bob.u)\nbob: u.sendto(\"" + formula +
         "\", bob.u)  # " + quoted + "\nbob: u.sendto(\"" + quoted +
         "\", bob.u)\nbob: u.recvfrom(900)\nbob: u.recvfrom(900)\nbob: u.recvfrom(900)\n";
}

std::string hostile_lesson() {
  const std::string signs = as_words(of_signs.substr(0, 60));
  const std::string all = as_words(of_signs + markup + formula);
  return "---\ntitle: " + of_signs.substr(0, 30) + "<img src=x onerror=alert(2)>\nsummary: " + markup +
         "\noutcome: " + of_signs + "\n---\n## " + as_words(formula) + "\n\n" + all + "\n\n- " + all + "\n\n> " + all +
         "\n\n```\n" + markup + "\n" + of_signs + "\n```\n\n```scenario\n" + hostile_scenario() + "```\n```ask\n" +
         all + "\n- " + all + "  when bob.recvfrom#1.bytes > 9\n- " + signs + "  when bob.recvfrom#1.bytes <= 9\n  > " +
         all + "\n\n" + all + "\n```\n```gem\n" + all + "\n```\n```note\n" + all + "\n```\n```try\n" + all +
         "\n```\n```goal\n" + all + "\nwhen bob.recvfrom#4 blocks\nhint " + all + "\n```\n```solution\n" +
         hostile_scenario() + "bob: u.recvfrom(9)\n```\n";
}

void make_hostile(const std::filesystem::path& journey) {
  std::ifstream in(journey, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  JourneyFrames frames = frames_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (frames.frames.size() < 2) throw std::runtime_error("no recording");
  const std::string evil = for_terminal + turning + of_signs + markup;
  auto header = nlohmann::ordered_json::parse(frames.frames[0].begin() + 1, frames.frames[0].end());
  for (const char* key : {"doorway", "system", "kernel", "machine", "network"}) header[key] = evil;
  header[evil] = evil;
  header["lesson"] = {{"file", "../../" + evil}, {"page", evil}, {"text", "---\ntitle: " + evil}};
  const std::string json = header.dump();
  frames.frames[0].assign(1, 0);
  frames.frames[0].insert(frames.frames[0].end(), json.begin(), json.end());
  // The run's end names sockets in two lists, which are empty.
  Bytes& end = frames.frames.back();
  if (end.front() != static_cast<std::uint8_t>(journey_format::FrameKind::finished)) {
    throw std::runtime_error("the recording has no end");
  }
  end.resize(end.size() - 2);
  ByteWriter names(end);
  for (int list = 0; list < 2; ++list) {
    names.number(1);
    names.text(evil + "\xff\xfe");
  }
  const Bytes made = file_of(frames);
  std::ofstream(journey, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(made.data()), static_cast<std::streamsize>(made.size()));
}

}  // namespace doorway::test
