// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/run_file_reader.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/run_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace cityproof::io {

class RunFileReader::Impl {
  public:
    Impl(const std::filesystem::path& path, KilledRun killed) : content_{path} {
        if (content_.file().state() == CheckedFile::State::killed && killed == KilledRun::refuse) {
            content_.file().refuse("was left by a run that was killed while writing it",
                                   "run `cityproof recover " + path.filename().string() + "`");
        }
    }

    /// Runs one question to the file: HDF5 stays silent, and its failures name the file.
    template <typename Question>
    decltype(auto) ask(Question&& question) {
        const hdf5::QuietErrors quiet;
        try {
            return question(content_);
        } catch (const hdf5::Hdf5Error& error) {
            throw InputError{{content_.file().path().string()}, error.what()};
        }
    }

    const RunContent& content() const { return content_; }

  private:
    RunContent content_;
};

namespace {

void require_frame(const RunContent& content, std::size_t axis, std::size_t index) {
    const RunContent::Axis& found = content.axes().at(axis);
    if (index >= found.times_s.size()) {
        throw std::out_of_range{fmt::format("frame {} of axis '{}', which has {}", index,
                                            found.name, found.times_s.size())};
    }
}

} // namespace

RunFileReader::RunFileReader(const std::filesystem::path& path, KilledRun killed) {
    const hdf5::QuietErrors quiet;
    try {
        impl_ = std::make_unique<Impl>(path, killed);
    } catch (const hdf5::Hdf5Error& error) {
        throw InputError{{path.string()}, error.what()};
    }
}

RunFileReader::RunFileReader(RunFileReader&&) noexcept = default;
RunFileReader& RunFileReader::operator=(RunFileReader&&) noexcept = default;

RunFileReader::~RunFileReader() {
    const hdf5::QuietErrors quiet;
    impl_.reset();
}

bool RunFileReader::refresh() {
    return impl_->ask([](RunContent& content) { return content.refresh(); });
}

bool RunFileReader::complete() const {
    return impl_->content().complete();
}

bool RunFileReader::growing() const {
    return impl_->content().file().state() == CheckedFile::State::growing &&
           impl_->content().file().has_writer();
}

const std::vector<MetaEntry>& RunFileReader::meta() const {
    return impl_->content().description().meta;
}

std::string RunFileReader::meta(std::string_view key) const {
    const auto found = std::ranges::find(meta(), key, &MetaEntry::key);
    return found != meta().end() ? found->value : std::string{};
}

const std::vector<MetaEntry>& RunFileReader::privacy() const {
    return impl_->content().description().privacy;
}

const std::vector<EntityTable>& RunFileReader::tables() const {
    return impl_->content().description().tables;
}

const EntityTable* RunFileReader::table(std::string_view name) const {
    const auto found = std::ranges::find(tables(), name, &EntityTable::name);
    return found != tables().end() ? &*found : nullptr;
}

const std::vector<AxisDescription>& RunFileReader::axes() const {
    return impl_->content().description().axes;
}

const std::vector<ChannelDescription>& RunFileReader::channels() const {
    return impl_->content().description().channels;
}

const std::vector<contracts::KeyFigure>& RunFileReader::key_figures() const {
    return impl_->content().key_figures();
}

const std::vector<EventRecord>& RunFileReader::events() const {
    return impl_->content().events();
}

std::optional<std::uint64_t> RunFileReader::trace_hash() const {
    return impl_->content().trace_hash();
}

std::vector<double> RunFileReader::times_s(std::string_view axis) const {
    return impl_->content().axis(axis).times_s;
}

std::vector<float> RunFileReader::frame(std::string_view channel, std::size_t index) const {
    return impl_->ask([&](const RunContent& content) {
        const RunContent::Channel& found = content.channel(channel);
        require_frame(content, found.axis, index);
        return found.frames.read<float>(index, 1);
    });
}

std::vector<float> RunFileReader::series(std::string_view channel, std::size_t entity) const {
    return impl_->ask([&](const RunContent& content) {
        const RunContent::Channel& found = content.channel(channel);
        if (entity >= found.entity_count) {
            throw std::out_of_range{fmt::format("entity {} of channel '{}', which has {}", entity,
                                                channel, found.entity_count)};
        }
        return content.series(found, entity);
    });
}

bool RunFileReader::has_vehicles() const {
    return impl_->content().moving().has_value();
}

const std::vector<std::string>& RunFileReader::vehicle_ids() const {
    static const std::vector<std::string> none;
    return has_vehicles() ? impl_->content().moving()->ids : none;
}

VehicleFrame RunFileReader::vehicle_frame(std::size_t index) const {
    return impl_->ask([&](const RunContent& content) {
        if (!content.moving()) {
            throw std::out_of_range{"vehicle frame of a run without vehicles"};
        }
        require_frame(content, content.moving()->axis, index);
        return content.moving_frame(index);
    });
}

} // namespace cityproof::io
