// SPDX-License-Identifier: Apache-2.0
#include "core/engine/state.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>

namespace cityproof::engine {
namespace {

constexpr std::uint64_t longest_name = 4096;
/// A section is read in pieces, so that a damaged length cannot ask for more memory than the file
/// has bytes.
constexpr std::uint64_t piece = std::uint64_t{1} << 24U;

std::uint64_t hash_of(const std::vector<char>& bytes) {
    return stable_hash({bytes.data(), bytes.size()});
}

template <typename T>
void write_raw(std::ostream& out, const T& value) {
    out.write(reinterpret_cast<const char*>(&value), sizeof(T));
}

template <typename T>
bool read_raw(std::istream& in, T& value) {
    return static_cast<bool>(in.read(reinterpret_cast<char*>(&value), sizeof(T)));
}

} // namespace

void StateWriter::section(std::string_view name) {
    flush();
    name_ = name;
    open_ = true;
}

void StateWriter::put(const std::vector<bool>& values) {
    put(std::vector<char>(values.begin(), values.end()));
}

void StateWriter::append(const void* bytes, std::size_t count) {
    const char* first = static_cast<const char*>(bytes);
    content_.insert(content_.end(), first, first + count);
}

void StateWriter::flush() {
    if (!open_) {
        return;
    }
    write_raw(out_, std::uint64_t{name_.size()});
    out_.write(name_.data(), static_cast<std::streamsize>(name_.size()));
    write_raw(out_, std::uint64_t{content_.size()});
    write_raw(out_, hash_of(content_));
    out_.write(content_.data(), static_cast<std::streamsize>(content_.size()));
    content_.clear();
    open_ = false;
}

void StateWriter::finish() {
    flush();
    out_.flush();
    if (!out_) {
        throw EngineError("checkpoint", "its file cannot be written");
    }
}

StateReader::StateReader(std::istream& in, std::string file, StateUse use)
    : in_{in},
      file_{std::move(file)},
      use_{use} {
    read_header();
}

void StateReader::fail(const std::string& what) const {
    if (use_ == StateUse::saved_state) {
        // Models speak of a checkpoint: they do not know what they are restored for.
        constexpr std::string_view word = "checkpoint";
        std::string said = what;
        if (const auto place = said.find(word); place != std::string::npos) {
            said.replace(place, word.size(), "saved state");
        }
        throw InputError({file_, 0, name_}, said,
                         "a state that `cityproof run --save-state` of this program wrote for this "
                         "city and these sections",
                         "make it again with the scenario of the warm-up");
    }
    throw InputError({file_, 0, name_}, what,
                     "a checkpoint that this program wrote for this scenario",
                     "run without it, from the start; a run makes the same checkpoints each time");
}

void StateReader::read_header() {
    next_name_.clear();
    std::uint64_t size = 0;
    if (!read_raw(in_, size)) {
        if (in_.gcount() != 0) {
            fail("the checkpoint is cut short");
        }
        return;
    }
    if (size == 0 || size > longest_name) {
        fail("the checkpoint is damaged");
    }
    next_name_.resize(size);
    if (!in_.read(next_name_.data(), static_cast<std::streamsize>(size))) {
        fail("the checkpoint is cut short");
    }
}

void StateReader::load_content() {
    std::uint64_t size = 0;
    std::uint64_t hash = 0;
    if (!read_raw(in_, size) || !read_raw(in_, hash)) {
        fail("the checkpoint is cut short");
    }
    content_.clear();
    position_ = 0;
    for (std::uint64_t left = size; left > 0;) {
        const std::uint64_t count = std::min(left, piece);
        const std::size_t before = content_.size();
        content_.resize(before + count);
        if (!in_.read(content_.data() + before, static_cast<std::streamsize>(count))) {
            fail("the checkpoint is cut short");
        }
        left -= count;
    }
    if (hash_of(content_) != hash) {
        fail("the checkpoint is damaged");
    }
}

void StateReader::section(std::string_view name) {
    if (position_ != content_.size()) {
        fail("the checkpoint holds more than its model reads");
    }
    if (next_name_ != name) {
        fail(next_name_.empty() ? fmt::format("the checkpoint has nothing about {}", name)
                                : fmt::format("the checkpoint tells of {} where {} is expected",
                                              next_name_, name));
    }
    name_ = name;
    load_content();
    read_header();
}

void StateReader::skip_section() {
    const std::string name = next_name_;
    section(name);
    skip_rest();
}

void StateReader::take(void* bytes, std::size_t count) {
    if (count > content_.size() - position_) {
        fail("the checkpoint holds less than its model reads");
    }
    if (count > 0) {
        std::memcpy(bytes, content_.data() + position_, count);
        position_ += count;
    }
}

std::size_t StateReader::count_of(std::size_t element_size) {
    const auto count = get<std::uint64_t>();
    if (count > (content_.size() - position_) / element_size) {
        fail("the checkpoint holds less than its model reads");
    }
    return count;
}

void StateReader::require_count(std::size_t expected, std::size_t element_size) {
    const std::size_t count = count_of(element_size);
    if (count != expected) {
        fail(fmt::format("the checkpoint has {} values where this run has {}", count, expected));
    }
}

void StateReader::get(std::vector<bool>& values) {
    std::vector<char> bytes;
    get(bytes);
    values.assign(bytes.begin(), bytes.end());
}

void StateReader::get(std::string& text) {
    std::vector<char> bytes;
    get(bytes);
    text.assign(bytes.begin(), bytes.end());
}

void StateReader::finish() {
    if (position_ != content_.size()) {
        fail("the checkpoint holds more than its model reads");
    }
    if (!next_name_.empty()) {
        fail(fmt::format("the checkpoint also tells of {}, which this run does not have",
                         next_name_));
    }
}

} // namespace cityproof::engine
