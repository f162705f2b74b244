// SPDX-License-Identifier: Apache-2.0
#include "models/energy/power_flow.hpp"

#include "core/base/errors.hpp"
#include "models/energy/grid_document.hpp"
#include "models/energy/grid_rules.hpp"
#include "models/energy/grid_switches.hpp"

#include <power_grid_model_c.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <set>

namespace cityproof::energy {
namespace {

constexpr double tolerance_pu =
    1e-8; // 1e-10 cannot be reached on networks with short stiff branches
constexpr PGM_Idx most_iterations = 20;
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr std::int8_t no_flag = std::numeric_limits<std::int8_t>::min(); // the core's "not given"
constexpr std::int32_t no_id = std::numeric_limits<std::int32_t>::min();

struct Free {
    void operator()(PGM_Handle* p) const { PGM_destroy_handle(p); }

    void operator()(PGM_PowerGridModel* p) const { PGM_destroy_model(p); }

    void operator()(PGM_Options* p) const { PGM_destroy_options(p); }

    void operator()(PGM_ConstDataset* p) const { PGM_destroy_dataset_const(p); }

    void operator()(PGM_MutableDataset* p) const { PGM_destroy_dataset_mutable(p); }
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

PGM_Idx count(std::size_t size) {
    return static_cast<PGM_Idx>(size);
}

/// The columns of one component type in the types that the core wants, kept while a dataset points
/// at them.
struct TypedColumns {
    std::vector<std::vector<double>> reals;
    std::vector<std::vector<std::int32_t>> ids;
    std::vector<std::vector<std::int8_t>> codes;
};

template <typename T>
std::vector<T> typed(const std::vector<double>& column, T missing) {
    std::vector<T> result;
    result.reserve(column.size());
    for (const double value : column) {
        result.push_back(std::isnan(value) ? missing : static_cast<T>(value));
    }
    return result;
}

/// Output of one branch type.
struct BranchOutput {
    std::vector<double> loading;
    std::vector<double> p_from;
    std::vector<double> p_to;

    explicit BranchOutput(std::size_t size) : loading(size), p_from(size), p_to(size) {}

    void forget() {
        std::ranges::fill(loading, no_value);
        std::ranges::fill(p_from, no_value);
        std::ranges::fill(p_to, no_value);
    }
};

double sum(const std::vector<double>& values) {
    double total = 0;
    for (const double value : values) {
        total += value;
    }
    return total;
}

bool complete(const std::vector<double>& values) {
    return std::ranges::none_of(values, [](double value) { return std::isnan(value); });
}

} // namespace

/// Everything that knows power-grid-model.
class PowerFlow::Core {
  public:
    Core(const GridDocument& grid, std::optional<double> source_strength_va,
         const std::vector<std::uint32_t>& loaded_buses);

    void throw_error(const std::string& what);
    std::optional<std::string> solve();

    // What the next update carries.
    std::vector<double> load_w;
    bool loads_changed = false;
    GridPositions positions;
    bool positions_changed = false;

    // What the last solve gave.
    std::vector<double> voltage_pu;
    std::vector<std::int8_t> energised;
    BranchOutput line;
    BranchOutput transformer;
    BranchOutput generic_branch;
    std::vector<double> load_p;
    std::vector<double> source_p;

  private:
    static ComponentTable loads_with_wires(const GridDocument& grid,
                                           const std::vector<std::uint32_t>& loaded_buses);
    void create_model(const GridDocument& grid, std::optional<double> source_strength_va,
                      const ComponentTable& loads);
    void add_component(PGM_ConstDataset* dataset, const ComponentTable& table,
                       TypedColumns& storage);
    void create_output();
    void add_output(const char* component, const char* attribute, void* data);
    void add_output_component(const char* component, std::size_t size);
    void add_branch_output(const char* component, BranchOutput& output);
    void update();
    void add_update(PGM_ConstDataset* dataset, const char* component, const char* attribute,
                    const std::vector<std::int32_t>& ids, const void* data, bool first);
    void forget();

    Owned<PGM_Handle> handle_;
    Owned<PGM_Options> options_;
    Owned<PGM_PowerGridModel> model_;
    Owned<PGM_MutableDataset> output_;
    std::vector<std::int32_t> line_ids_;
    std::vector<std::int32_t> transformer_ids_;
    std::vector<std::int32_t> generic_branch_ids_;
    std::vector<std::int32_t> source_ids_;
    std::vector<std::int32_t> wire_ids_;
};

PowerFlow::Core::Core(const GridDocument& grid, std::optional<double> source_strength_va,
                      const std::vector<std::uint32_t>& loaded_buses)
    : load_w(loaded_buses.size(), 0),
      voltage_pu(grid.table("node").size),
      energised(grid.table("node").size),
      line{grid.table("line").size},
      transformer{grid.table("transformer").size},
      generic_branch{grid.table("generic_branch").size},
      load_p(grid.table("sym_load").size + loaded_buses.size()),
      source_p(grid.table("source").size),
      handle_{PGM_create_handle()} {
    const auto ids = [&grid](const char* component) {
        return typed<std::int32_t>(grid.table(component).column("id"), no_id);
    };
    line_ids_ = ids("line");
    transformer_ids_ = ids("transformer");
    generic_branch_ids_ = ids("generic_branch");
    source_ids_ = ids("source");
    const ComponentTable loads = loads_with_wires(grid, loaded_buses);
    const auto all_loads = typed<std::int32_t>(loads.column("id"), no_id);
    wire_ids_.assign(all_loads.end() - static_cast<std::ptrdiff_t>(loaded_buses.size()),
                     all_loads.end());
    create_model(grid, source_strength_va, loads);

    options_.reset(PGM_create_options(handle_.get()));
    PGM_set_calculation_type(handle_.get(), options_.get(), PGM_power_flow);
    PGM_set_calculation_method(handle_.get(), options_.get(), PGM_newton_raphson);
    PGM_set_symmetric(handle_.get(), options_.get(), PGM_symmetric);
    PGM_set_err_tol(handle_.get(), options_.get(), tolerance_pu);
    PGM_set_max_iter(handle_.get(), options_.get(), most_iterations);
    PGM_set_threading(handle_.get(), options_.get(), -1); // sequential
    PGM_set_tap_changing_strategy(handle_.get(), options_.get(),
                                  PGM_tap_changing_strategy_disabled);
    create_output();
}

void PowerFlow::Core::throw_error(const std::string& what) {
    const PGM_Idx code = PGM_error_code(handle_.get());
    if (code != PGM_no_error) {
        const std::string message = PGM_error_message(handle_.get());
        PGM_clear_error(handle_.get());
        throw EngineError("power-grid-model", what + ": " + message, static_cast<int>(code));
    }
}

ComponentTable PowerFlow::Core::loads_with_wires(const GridDocument& grid,
                                                 const std::vector<std::uint32_t>& loaded_buses) {
    std::set<std::int32_t> used;
    for (const ComponentTable& table : grid.components) {
        for (const double id : table.column("id")) {
            used.insert(static_cast<std::int32_t>(id));
        }
    }
    ComponentTable loads = grid.table("sym_load");
    const std::vector<double>& nodes = grid.table("node").column("id");
    std::int32_t next = 0;
    for (const std::uint32_t bus : loaded_buses) {
        while (used.contains(next)) {
            ++next;
        }
        loads.column("id").push_back(next++);
        loads.column("node").push_back(nodes.at(bus));
        loads.column("status").push_back(1);
        loads.column("type").push_back(0);
        loads.column("p_specified").push_back(0);
        loads.column("q_specified").push_back(0);
        ++loads.size;
    }
    return loads;
}

void PowerFlow::Core::create_model(const GridDocument& grid,
                                   std::optional<double> source_strength_va,
                                   const ComponentTable& loads) {
    const Owned<PGM_ConstDataset> input{PGM_create_dataset_const(handle_.get(), "input", 0, 1)};
    throw_error("input");
    ComponentTable sources = grid.table("source");
    if (source_strength_va) {
        std::ranges::fill(sources.column("sk"), *source_strength_va);
    }
    std::vector<TypedColumns> storage(grid.components.size());
    for (std::size_t i = 0; i < grid.components.size(); ++i) {
        const ComponentTable& table = grid.components[i];
        add_component(input.get(),
                      table.name == "source"     ? sources
                      : table.name == "sym_load" ? loads
                                                 : table,
                      storage[i]);
    }
    model_.reset(PGM_create_model(handle_.get(), grid.frequency_hz, input.get()));
    if (PGM_error_code(handle_.get()) != PGM_no_error) {
        const std::string message = PGM_error_message(handle_.get());
        PGM_clear_error(handle_.get());
        throw InputError({grid.file, 0, {}}, "power-grid-model refuses the network: " + message);
    }
}

void PowerFlow::Core::add_component(PGM_ConstDataset* dataset, const ComponentTable& table,
                                    TypedColumns& storage) {
    if (table.size == 0) {
        return;
    }
    const PGM_Idx size = count(table.size);
    PGM_dataset_const_add_buffer(handle_.get(), dataset, table.name.c_str(), size, size, nullptr,
                                 nullptr);
    throw_error(table.name);
    const ComponentRule& rule = *find_rule(table.name);
    for (std::size_t i = 0; i < rule.attributes.size(); ++i) {
        const std::vector<double>& column = table.columns[i];
        const void* data = nullptr;
        switch (rule.attributes[i].kind) {
        case AttributeKind::id:
        case AttributeKind::node:
            data = storage.ids.emplace_back(typed<std::int32_t>(column, no_id)).data();
            break;
        case AttributeKind::flag:
        case AttributeKind::code:
            data = storage.codes.emplace_back(typed<std::int8_t>(column, no_flag)).data();
            break;
        case AttributeKind::real:
            data = storage.reals.emplace_back(column).data();
            break;
        }
        PGM_dataset_const_add_attribute_buffer(handle_.get(), dataset, table.name.c_str(),
                                               table.attributes[i].c_str(), data);
        throw_error(table.name + "." + table.attributes[i]);
    }
}

void PowerFlow::Core::create_output() {
    output_.reset(PGM_create_dataset_mutable(handle_.get(), "sym_output", 0, 1));
    throw_error("output");
    add_output_component("node", voltage_pu.size());
    add_output("node", "u_pu", voltage_pu.data());
    add_output("node", "energized", energised.data());
    add_branch_output("line", line);
    add_branch_output("transformer", transformer);
    add_branch_output("generic_branch", generic_branch);
    for (const auto& [component, powers] :
         {std::pair{"sym_load", &load_p}, std::pair{"source", &source_p}}) {
        if (!powers->empty()) {
            add_output_component(component, powers->size());
            add_output(component, "p", powers->data());
        }
    }
}

void PowerFlow::Core::add_output_component(const char* component, std::size_t size) {
    PGM_dataset_mutable_add_buffer(handle_.get(), output_.get(), component, count(size),
                                   count(size), nullptr, nullptr);
    throw_error(component);
}

void PowerFlow::Core::add_output(const char* component, const char* attribute, void* data) {
    PGM_dataset_mutable_add_attribute_buffer(handle_.get(), output_.get(), component, attribute,
                                             data);
    throw_error(std::string{component} + "." + attribute);
}

void PowerFlow::Core::add_branch_output(const char* component, BranchOutput& output) {
    if (output.loading.empty()) {
        return;
    }
    add_output_component(component, output.loading.size());
    add_output(component, "loading", output.loading.data());
    add_output(component, "p_from", output.p_from.data());
    add_output(component, "p_to", output.p_to.data());
}

void PowerFlow::Core::add_update(PGM_ConstDataset* dataset, const char* component,
                                 const char* attribute, const std::vector<std::int32_t>& ids,
                                 const void* data, bool first) {
    if (ids.empty()) {
        return;
    }
    if (first) {
        PGM_dataset_const_add_buffer(handle_.get(), dataset, component, count(ids.size()),
                                     count(ids.size()), nullptr, nullptr);
        PGM_dataset_const_add_attribute_buffer(handle_.get(), dataset, component, "id", ids.data());
    }
    PGM_dataset_const_add_attribute_buffer(handle_.get(), dataset, component, attribute, data);
    throw_error(std::string{component} + "." + attribute);
}

void PowerFlow::Core::update() {
    if (!loads_changed && !positions_changed) {
        return;
    }
    const Owned<PGM_ConstDataset> change{PGM_create_dataset_const(handle_.get(), "update", 0, 1)};
    throw_error("update");
    if (loads_changed) {
        add_update(change.get(), "sym_load", "p_specified", wire_ids_, load_w.data(), true);
    }
    if (positions_changed) {
        const auto add_branches = [&](const char* component, const std::vector<std::int32_t>& ids,
                                      const SwitchPositions& switches) {
            add_update(change.get(), component, "from_status", ids, switches.from.data(), true);
            add_update(change.get(), component, "to_status", ids, switches.to.data(), false);
        };
        add_branches("line", line_ids_, positions.line);
        add_branches("transformer", transformer_ids_, positions.transformer);
        add_branches("generic_branch", generic_branch_ids_, positions.generic_branch);
        add_update(change.get(), "source", "status", source_ids_, positions.source.from.data(),
                   true);
    }
    PGM_update_model(handle_.get(), model_.get(), change.get());
    throw_error("update");
    loads_changed = false;
    positions_changed = false;
}

void PowerFlow::Core::forget() {
    // A failed calculation leaves its output memory as it was: old values must not survive.
    std::ranges::fill(voltage_pu, no_value);
    std::ranges::fill(energised, no_flag);
    line.forget();
    transformer.forget();
    generic_branch.forget();
    std::ranges::fill(load_p, no_value);
    std::ranges::fill(source_p, no_value);
}

std::optional<std::string> PowerFlow::Core::solve() {
    update();
    forget();
    PGM_calculate(handle_.get(), model_.get(), options_.get(), output_.get(), nullptr);
    if (PGM_error_code(handle_.get()) == PGM_no_error) {
        if (complete(voltage_pu) && complete(line.p_from) && complete(transformer.p_from) &&
            complete(generic_branch.p_from) && complete(source_p)) {
            return std::nullopt;
        }
        forget();
        return "the solution is not a number";
    }
    std::string message = PGM_error_message(handle_.get());
    // The C interface has one code for all errors of a calculation; these two texts mean that there
    // is no solution.
    if (message.find("failed to converge") == std::string::npos &&
        message.find("Sparse matrix") == std::string::npos) {
        throw_error("calculation");
    }
    PGM_clear_error(handle_.get());
    forget();
    return message.substr(0, message.find('\n'));
}

PowerFlow::PowerFlow(const GridDocument& grid, std::optional<double> source_strength_va,
                     const std::vector<std::uint32_t>& loaded_buses)
    : core_{std::make_unique<Core>(grid, source_strength_va, loaded_buses)} {
    collect();
    forget();
}

PowerFlow::~PowerFlow() = default;

void PowerFlow::set_loads(std::span<const double> power_w) {
    assert(power_w.size() == core_->load_w.size());
    std::ranges::copy(power_w, core_->load_w.begin());
    core_->loads_changed = true;
}

void PowerFlow::set_positions(const GridPositions& positions) {
    core_->positions = positions;
    core_->positions_changed = true;
}

std::optional<std::string> PowerFlow::solve() {
    std::optional<std::string> reason = core_->solve();
    collect();
    if (reason) {
        forget();
    }
    return reason;
}

void PowerFlow::forget() {
    std::ranges::fill(result_.voltage_pu, no_value);
    std::ranges::fill(result_.energised, std::uint8_t{0});
    for (BranchFlows* flows : {&result_.line, &result_.transformer}) {
        std::ranges::fill(flows->loading, no_value);
        std::ranges::fill(flows->loss_w, no_value);
    }
    result_.load_w = result_.source_w = no_value;
}

void PowerFlow::collect() {
    result_.voltage_pu = core_->voltage_pu;
    result_.energised.resize(core_->energised.size());
    for (std::size_t bus = 0; bus < core_->energised.size(); ++bus) {
        result_.energised[bus] = core_->energised[bus] == 1 ? 1 : 0;
    }
    const auto append = [](const BranchOutput& output, BranchFlows& flows) {
        flows.loading.insert(flows.loading.end(), output.loading.begin(), output.loading.end());
        for (std::size_t i = 0; i < output.p_from.size(); ++i) {
            flows.loss_w.push_back(output.p_from[i] + output.p_to[i]);
        }
    };
    for (BranchFlows* flows : {&result_.line, &result_.transformer}) {
        flows->loading.clear();
        flows->loss_w.clear();
    }
    append(core_->line, result_.line);
    append(core_->transformer, result_.transformer);
    append(core_->generic_branch, result_.transformer);
    result_.load_w = sum(core_->load_p);
    result_.source_w = sum(core_->source_p);
}

} // namespace cityproof::energy
