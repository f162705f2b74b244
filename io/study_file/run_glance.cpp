// SPDX-License-Identifier: Apache-2.0
#include "io/study_file/run_glance.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/checked_file.hpp"
#include "io/run_file/layout.hpp"

#include <fmt/format.h>

namespace cityproof::io {

using hdf5::Handle;

class RunGlance::Impl {
  public:
    explicit Impl(const std::filesystem::path& path) : file_{path} {
        if (file_.state() != CheckedFile::State::closed) {
            file_.refuse("was not completed by the run that wrote it");
        }
        meta_ = file_.find_group(file_.id(), layout::meta);
        const auto format =
            meta_ ? file_.find_number_attribute(meta_.get(), layout::format_key) : std::nullopt;
        if (!format || *format < 1 || *format > layout::format) {
            file_.refuse("is not a run file, or one of a newer format");
        }
        complete_ = file_.number_attribute(meta_.get(), layout::complete_key) == 1;
    }

    bool complete() const { return complete_; }

    std::string meta(const std::string& key) const {
        return H5Aexists(meta_.get(), key.c_str()) > 0 ? file_.text_attribute(meta_.get(), key)
                                                       : std::string{};
    }

    std::vector<std::pair<std::string, double>> key_figures() const {
        const Handle group = file_.group(file_.id(), layout::kpi);
        const CheckedDataset names = file_.text_dataset(group.get(), "id");
        const std::vector<std::string> ids = names.read_texts(0, names.rows());
        const auto values = file_.dataset(group.get(), "value", H5T_IEEE_F64LE).read_all<double>();
        if (values.size() != ids.size()) {
            file_.refuse("has key figures with columns of different length");
        }
        std::vector<std::pair<std::string, double>> figures;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            figures.emplace_back(ids[i], values[i]);
        }
        return figures;
    }

    std::vector<double> times_s(const std::string& axis) const {
        const Handle all = file_.group(file_.id(), layout::time);
        const Handle group = file_.group(all.get(), axis);
        return file_.dataset(group.get(), "time", H5T_IEEE_F64LE).read_all<double>();
    }

    std::optional<Extent> extent(const std::string& channel) const {
        const auto [domain, quantity] = layout::split_channel_name(channel);
        const Handle all = file_.group(file_.id(), layout::channels);
        const Handle group = file_.find_group(all.get(), domain);
        if (!group || H5Lexists(group.get(), quantity.c_str(), H5P_DEFAULT) <= 0) {
            return std::nullopt;
        }
        const CheckedDataset data = file_.dataset(group.get(), quantity, H5T_IEEE_F32LE, 2);
        return Extent{data.rows(), data.width()};
    }

    /// Runs one question to the file: HDF5 stays silent, and its failures name the file.
    template <typename Question>
    auto ask(Question&& question) const {
        const hdf5::QuietErrors quiet;
        try {
            return question(*this);
        } catch (const hdf5::Hdf5Error& error) {
            throw InputError{{file_.path().string()}, error.what()};
        }
    }

  private:
    CheckedFile file_; // first member: closed after the group
    Handle meta_;
    bool complete_ = false;
};

RunGlance::RunGlance(const std::filesystem::path& path) {
    const hdf5::QuietErrors quiet;
    try {
        impl_ = std::make_unique<Impl>(path);
    } catch (const hdf5::Hdf5Error& error) {
        throw InputError{{path.string()}, error.what()};
    }
}

RunGlance::~RunGlance() {
    const hdf5::QuietErrors quiet;
    impl_.reset();
}

bool RunGlance::complete() const {
    return impl_->complete();
}

std::string RunGlance::meta(const std::string& key) const {
    return impl_->ask([&](const Impl& file) { return file.meta(key); });
}

std::vector<std::pair<std::string, double>> RunGlance::key_figures() const {
    return impl_->ask([](const Impl& file) { return file.key_figures(); });
}

std::vector<double> RunGlance::times_s(const std::string& axis) const {
    return impl_->ask([&](const Impl& file) { return file.times_s(axis); });
}

std::optional<RunGlance::Extent> RunGlance::extent(const std::string& channel) const {
    return impl_->ask([&](const Impl& file) { return file.extent(channel); });
}

} // namespace cityproof::io
