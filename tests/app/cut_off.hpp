#pragma once

#include "core/journey/journal_writer.hpp"
#include "tests/support/run_scenario.hpp"

#include <filesystem>
#include <memory>
#include <string>

// Journals as a program leaves them that was killed.
namespace doorway::test {

inline const std::string one_datagram =
    "bob: u = socket(udp)\nbob: u.bind(0)\nalice: v = socket(udp)\nalice: v.sendto(\"Hello\", bob.u)\nbob: u.recv(9)\n";

/// Two pages of that conversation, with a question, and one of another.
inline const std::string lesson_of_datagram =
    "---\ntitle: Datagrams\norder: 1\n---\n## One\nWords.\n```scenario\n" + one_datagram +
    "```\n## Two\nMore.\n```ask\nHow many bytes?\n- five when bob.recv#1.bytes == 5\n- nine when bob.recv#1.bytes == "
    "9\n"
    "  > It was all.\n```\n## Three\nOther.\n```scenario\nbob: w = socket(udp)\nbob: w.bind(0)\n```\n";

/// The file of a run of one_datagram whose program was killed at its end.
inline void write_cut_off(const std::filesystem::path& file, JourneyInfo info, const std::string& text = one_datagram) {
  const std::filesystem::path live = file.string() + ".live";
  TakeOptions options;
  options.journal = std::make_shared<JournalWriter>(JournalPlace{live, false}, std::move(info));
  const auto take = take_of(text, options);
  take->run_to_end();
  take->wait_until_idle();
  std::filesystem::copy_file(live, file);  // as it is while it is written to
  take->stop();
  std::filesystem::remove(live);
}

}  // namespace doorway::test
