// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/entity_model.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::engine::testing {

inline SimTime at_ms(std::int64_t count) {
    return SimTime::at_ns(count * 1'000'000);
}

inline Duration ms(std::int64_t count) {
    return Duration::nanoseconds(count * 1'000'000);
}

inline Port make_port(const std::string& name, std::size_t size, Duration latency,
                      double initial = 0) {
    return Port{{name, "1", "table", "of a test"}, size, latency, initial};
}

/// A domain model whose act is a function: due at `first` and then every `period` until `last`.
class SampleDomain final : public DomainModel {
  public:
    SampleDomain(std::string name, SimTime first, Duration period,
                 std::function<void(SimTime)> on_act = {})
        : name_{std::move(name)},
          next_{first},
          period_{period},
          on_act_{std::move(on_act)} {}

    SampleDomain& reads(const Port& port) {
        inputs_.push_back(&port);
        return *this;
    }

    SampleDomain& owns(Port& port) {
        outputs_.push_back(&port);
        return *this;
    }

    /// What a checkpoint holds besides the time of the next act.
    SampleDomain& with_state(std::vector<double>& state) {
        state_ = &state;
        return *this;
    }

    SampleDomain& until(SimTime last) {
        last_ = last;
        return *this;
    }

    std::string_view name() const override { return name_; }

    SimTime next_time() const override { return next_; }

    void act(SimTime now) override {
        acts.push_back(now);
        if (next_ <= now) {
            next_ = now < last_ ? now + period_ : SimTime::never();
        }
        if (on_act_) {
            on_act_(now);
        }
    }

    std::vector<Port*> outputs() override { return outputs_; }

    std::vector<const Port*> inputs() const override { return inputs_; }

    void rebase(SimTime now) override { rebases.push_back(now); }

    void save(StateWriter& out) const override {
        out.put(next_);
        if (state_ != nullptr) {
            out.put(*state_);
        }
    }

    void restore(StateReader& in, SimTime /*now*/) override {
        in.get(next_);
        if (state_ != nullptr) {
            in.get(*state_);
        }
    }

    std::vector<SimTime> acts;    ///< when it acted
    std::vector<SimTime> rebases; ///< when it was re-based

  private:
    std::string name_;
    SimTime next_;
    Duration period_;
    SimTime last_ = SimTime::at_seconds(1'000'000);
    std::function<void(SimTime)> on_act_;
    std::vector<Port*> outputs_;
    std::vector<const Port*> inputs_;
    std::vector<double>* state_ = nullptr;
};

/// Entities whose behaviour is two functions. `first` is set when they are added to an engine.
class SampleEntities final : public EntityModel {
  public:
    using Start = std::function<void(std::uint32_t, EntityContext&)>;
    using Handle = std::function<void(std::uint32_t, const Event&, EntityContext&)>;

    SampleEntities(std::string table, std::vector<std::string> ids, Start on_start,
                   Handle on_handle)
        : table_{std::move(table)},
          ids_{std::move(ids)},
          on_start_{std::move(on_start)},
          on_handle_{std::move(on_handle)} {}

    SampleEntities& owns(Port& port) {
        outputs_.push_back(&port);
        return *this;
    }

    SampleEntities& over(const LinkSpec& link) {
        links_.push_back(&link);
        return *this;
    }

    /// What a checkpoint holds of the entities.
    SampleEntities& with_state(std::vector<std::uint64_t>& state) {
        state_ = &state;
        return *this;
    }

    SampleEntities& with_timers(std::uint8_t count) {
        timers_ = count;
        return *this;
    }

    /// Parameters: one per entity.
    SampleEntities& colocated(std::vector<const Colocation*> places) {
        places_ = std::move(places);
        return *this;
    }

    std::string_view table() const override { return table_; }

    std::span<const std::string> ids() const override { return ids_; }

    std::vector<Port*> outputs() override { return outputs_; }

    std::vector<const LinkSpec*> links() const override { return links_; }

    std::uint8_t timers() const override { return timers_; }

    const Colocation* colocation(std::uint32_t local) const override {
        return places_.empty() ? nullptr : places_[local];
    }

    void start(std::uint32_t local, EntityContext& context) override { on_start_(local, context); }

    void handle(std::uint32_t local, const Event& event, EntityContext& context) override {
        on_handle_(local, event, context);
    }

    void save(StateWriter& out) const override {
        if (state_ != nullptr) {
            out.put(*state_);
        }
    }

    void restore(StateReader& in, SimTime /*now*/) override {
        if (state_ != nullptr) {
            in.get_sized(*state_);
        }
    }

    EntityIndex first = 0;

  private:
    std::string table_;
    std::vector<std::string> ids_;
    Start on_start_;
    Handle on_handle_;
    std::vector<Port*> outputs_;
    std::vector<const LinkSpec*> links_;
    std::uint8_t timers_ = 0;
    std::vector<std::uint64_t>* state_ = nullptr;
    std::vector<const Colocation*> places_;
};

inline std::vector<std::string> numbered(const std::string& prefix, int count) {
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) {
        ids.push_back(fmt::format("{}{}", prefix, i));
    }
    return ids;
}

} // namespace cityproof::engine::testing
