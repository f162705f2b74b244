// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/trace_reader.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/trace_content.hpp"

#include <fmt/format.h>

namespace cityproof::io {
namespace {

TraceContent trace_of(const CheckedFile& file) {
    const std::string name = file.path().filename().string();
    if (file.state() == CheckedFile::State::growing) {
        file.refuse("is just being written by a run", "wait until it ends");
    }
    if (file.state() == CheckedFile::State::killed) {
        file.refuse("was left by a run that was killed while writing it",
                    "run `cityproof recover " + name + "`");
    }
    std::optional<TraceContent> content = TraceContent::find(file);
    if (!content) {
        file.refuse("holds no trace", "run the scenario again with `cityproof run --trace`");
    }
    return std::move(*content);
}

} // namespace

class TraceReader::Impl {
  public:
    explicit Impl(const std::filesystem::path& path) : file_{path}, content_{trace_of(file_)} {}

    const CheckedFile& file() const { return file_; }

    const TraceContent& content() const { return content_; }

    /// HDF5 stays silent, and its failures name the file.
    template <typename Row>
    std::vector<Row> read(trace::Table table, TraceRange range) const {
        const hdf5::QuietErrors quiet;
        try {
            return content_.read<Row>(table, range.offset, range.count);
        } catch (const hdf5::Hdf5Error& error) {
            throw InputError{{file_.path().string()}, error.what()};
        }
    }

    void require(bool valid, const char* table) const {
        if (!valid) {
            file_.refuse(
                fmt::format("has a trace whose table '{}' names what is not there", table));
        }
    }

    bool is_entity(std::uint32_t entity) const {
        return entity < content_.layout().entities.size();
    }

  private:
    CheckedFile file_;
    TraceContent content_;
};

TraceReader::TraceReader(const std::filesystem::path& path) {
    const hdf5::QuietErrors quiet;
    try {
        impl_ = std::make_unique<Impl>(path);
    } catch (const hdf5::Hdf5Error& error) {
        throw InputError{{path.string()}, error.what()};
    }
}

TraceReader::TraceReader(TraceReader&&) noexcept = default;
TraceReader& TraceReader::operator=(TraceReader&&) noexcept = default;

TraceReader::~TraceReader() {
    const hdf5::QuietErrors quiet;
    impl_.reset();
}

const std::filesystem::path& TraceReader::path() const {
    return impl_->file().path();
}

TraceDetail TraceReader::detail() const {
    return impl_->content().detail();
}

const std::vector<std::string>& TraceReader::entities() const {
    return impl_->content().layout().entities;
}

std::uint32_t TraceReader::partition_of(std::uint32_t entity) const {
    return impl_->content().layout().partitions.at(entity);
}

const std::vector<std::string>& TraceReader::models() const {
    return impl_->content().models();
}

const std::vector<TracePort>& TraceReader::ports() const {
    return impl_->content().ports();
}

std::uint64_t TraceReader::window_count() const {
    return impl_->content().rows()[trace::window];
}

std::uint64_t TraceReader::event_count() const {
    return impl_->content().rows()[trace::event];
}

std::uint64_t TraceReader::cause_count() const {
    return impl_->content().rows()[trace::cause];
}

std::uint64_t TraceReader::publication_count() const {
    return impl_->content().rows()[trace::publication];
}

std::vector<TraceWindow> TraceReader::windows(std::uint64_t first, std::uint64_t count) const {
    return impl_->read<TraceWindow>(trace::window, {first, count});
}

std::vector<TraceAct> TraceReader::acts(TraceRange range) const {
    std::vector<TraceAct> rows = impl_->read<TraceAct>(trace::act, range);
    for (const TraceAct& act : rows) {
        impl_->require(act.model < models().size(), "act");
    }
    return rows;
}

std::vector<TraceEvent> TraceReader::events(TraceRange range) const {
    std::vector<TraceEvent> rows = impl_->read<TraceEvent>(trace::event, range);
    for (const TraceEvent& event : rows) {
        impl_->require(impl_->is_entity(event.source) && impl_->is_entity(event.target), "event");
    }
    return rows;
}

std::vector<TraceCause> TraceReader::causes(TraceRange range) const {
    std::vector<TraceCause> rows = impl_->read<TraceCause>(trace::cause, range);
    for (const TraceCause& cause : rows) {
        impl_->require(impl_->is_entity(cause.source) && impl_->is_entity(cause.cause_source),
                       "cause");
    }
    return rows;
}

std::vector<TracePublication> TraceReader::publications(TraceRange range) const {
    std::vector<TracePublication> rows = impl_->read<TracePublication>(trace::publication, range);
    for (const TracePublication& p : rows) {
        impl_->require(impl_->is_entity(p.source) && p.port < ports().size(), "publication");
    }
    return rows;
}

} // namespace cityproof::io
