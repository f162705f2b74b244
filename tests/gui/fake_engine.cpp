// SPDX-License-Identifier: Apache-2.0
// Stands for `cityproof` in tests of the window. usage: fake_engine VERB FILE [-o OUT] ...: what it
// does stands in FILE's first line, "# fake: MODE"; `schema` and `check --stdin` work besides.
// Modes:
//   good     progress, then OUT
//   warn     the same with a warning
//   fail     a sentence on standard error, exit code 3
//   refuse   what `check --json` says of a wrong key; exit code 2
//   crash    progress, then a segmentation fault; leaves OUT.part
//   half     half an HDF5 file under the final name, exit code 0
//   hang     says nothing and takes neither SIGINT nor SIGTERM
//   slow     goes on until SIGINT (130) or an order on standard input; writes down interventions
//   noise    a megabyte without a line end, bytes that are no UTF-8, and a last line without end
//   study    progress, then OUT/study.h5, as `cityproof batch` does
//   nothing  ends well and leaves nothing
//   echo     its arguments, its folder and its standard input
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

using std::chrono::milliseconds;

volatile std::sig_atomic_t interrupted = 0;

void say(const std::string& line) {
    std::cout << line << std::endl; // each at once, as the engine does
}

void say_progress(int percent) {
    say("{\"type\":\"progress\",\"t_s\":" + std::to_string(percent) +
        ",\"end_s\":100,\"remaining_s\":" + std::to_string(100 - percent) + "}");
}

void make_progress() {
    for (int percent = 0; percent <= 80; percent += 20) {
        say_progress(percent);
        std::this_thread::sleep_for(milliseconds{10});
    }
}

void write(const std::string& path, const std::string& text) {
    if (!path.empty()) {
        std::ofstream{path, std::ios::binary} << text;
    }
}

int finish(const std::string& out) {
    std::error_code ignored;
    std::filesystem::remove(out + ".part", ignored);
    write(out, "a run\n");
    say(R"({"type":"key_figure","id":"traffic.delay_mean","value":12.5,"unit":"s"})");
    say(R"({"type":"done","file":")" + out + R"("})");
    return 0;
}

void on_order(const std::string& line, const std::string& out) {
    if (line.find("pause") != std::string::npos) {
        say(R"({"type":"paused","t_s":20})");
    } else if (line.find("intervene") != std::string::npos) {
        std::ofstream{out + ".commands.jsonl", std::ios::app} << line << '\n';
        say(R"({"type":"problem","severity":"note","text":"carried out"})");
    } else if (line.find("stop") != std::string::npos) {
        std::_Exit(finish(out));
    }
}

int go_on_slowly(const std::string& out) {
    std::signal(SIGINT, [](int) { interrupted = 1; });
    write(out + ".part", "a part\n");
    std::thread{[out] {
        for (std::string line; std::getline(std::cin, line);) {
            on_order(line, out);
        }
    }}.detach();
    for (int tick = 0; interrupted == 0; ++tick) {
        say_progress(std::min(90, tick / 10));
        std::this_thread::sleep_for(milliseconds{5});
    }
    std::cerr << "cityproof run: interrupted\n";
    std::_Exit(130);
}

int make_noise() {
    std::cout << std::string(3 << 20, 'x') << "\n\xff\xfe half a character\n";
    std::cerr << "a line without its end";
    return 4;
}

int echo(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        say(word);
    }
    say(std::filesystem::current_path().string());
    for (std::string line; std::getline(std::cin, line);) {
        say("read " + line);
    }
    return 0;
}

int refuse(const std::string& file) {
    say(R"({"severity":"error","file":")" + file +
        R"(","line":4,"key":"durration","message":"is no known key","expected":"duration",)"
        R"("remedy":"write duration"})");
    return 2;
}

int act(const std::string& mode, const std::string& file, const std::string& out,
        const std::vector<std::string>& words) {
    if (mode == "fail") {
        std::cerr << "cityproof: city.gpkg: is missing\n";
        return 3;
    }
    if (mode == "refuse") {
        return refuse(file);
    }
    if (mode == "echo") {
        return echo(words);
    }
    if (mode == "noise") {
        return make_noise();
    }
    if (mode == "hang") {
        std::signal(SIGINT, SIG_IGN);
        std::signal(SIGTERM, SIG_IGN);
        say_progress(10);
        for (;;) {
            pause();
        }
    }
    if (mode == "nothing") {
        return 0;
    }
    if (mode == "slow") {
        return go_on_slowly(out);
    }
    if (mode == "study") {
        make_progress();
        std::filesystem::create_directories(out);
        write(out + "/study.h5", "a study\n");
        return 0;
    }
    write(out + (out.empty() ? "" : ".part"), "a part\n");
    make_progress();
    if (mode == "crash") {
        std::cerr << "about to crash\n";
        std::signal(SIGSEGV, SIG_DFL);
        std::raise(SIGSEGV);
    }
    if (mode == "half") {
        write(out, "\x89HDF\r\n\x1a\n");
        return 0;
    }
    if (mode == "warn") {
        say(R"({"type":"problem","severity":"warning","text":"edge 7: is never used"})");
    }
    return out.empty() ? 0 : finish(out);
}

/// `schema NAME`: the project's own; the form is made from the real one.
int print_schema(const std::string& name) {
    std::ifstream file{CITYPROOF_SOURCE_DIR "/data/schema/" + name + ".json"};
    std::cout << file.rdbuf();
    return file ? 0 : 2;
}

/// `check FILE --stdin`: refuses a text with the key "durration", else acts as its first line says.
int check(const std::string& file) {
    std::string text{std::istreambuf_iterator<char>{std::cin}, {}};
    const std::string mark = "# fake: ";
    if (text.starts_with(mark)) {
        return act(text.substr(mark.size(), text.find('\n') - mark.size()), file, {}, {});
    }
    return text.find("durration") == std::string::npos ? 0 : refuse(file);
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.size() > 1 && words[0] == "schema") {
        return print_schema(words[1]);
    }
    if (words.size() > 1 && words[0] == "check") {
        return check(words[1]);
    }
    std::string out;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        out = words[i] == "-o" || words[i] == "--out" ? words[i + 1] : out;
    }
    const std::string file = words.size() > 1 ? words[1] : "";
    std::ifstream input{file};
    std::string first;
    std::getline(input, first);
    const std::string mark = "# fake: ";
    return act(first.starts_with(mark)                   ? first.substr(mark.size())
               : words.size() > 1 && words[0] == "batch" ? "study"
                                                         : "good",
               file, out, words);
}
