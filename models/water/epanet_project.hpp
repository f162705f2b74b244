// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/epanet_codes.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::water {

struct MapPoint {
    double x = 0;
    double y = 0;
};

/// One of EPANET's simple controls: it sets `link` when the level (or pressure) at `node` or the
/// clock says so.
struct SimpleControl {
    ControlKind kind = ControlKind::at_time;
    int link = 0;
    double setting =
        0;        ///< pump speed or valve setting in file units, control_closes or control_opens
    int node = 0; ///< 0 for controls by time
    double level = 0; ///< tank level or pressure in file units; seconds for controls by time
};

/// Where an action stands in the rules of a network, and what it orders.
struct RuleAction {
    int rule = 0;
    int action = 0;
    bool otherwise = false; ///< stands in the ELSE part
    int link = 0;
    int status = rule_status_none;
    double setting = rule_setting_none;
};

/// One network opened in EPANET: the only class that calls the library. All values are in the
/// file's own units; indices count from 1. Every call turns EPANET's error codes into EngineError,
/// and errors of the file into InputError.
///
/// Threads: an object belongs to one thread at a time; different objects may run at once. Opening
/// is serialised by a mutex of the process, because EN_open uses strtok.
class EpanetProject {
  public:
    /// Opens the file and its hydraulics, so that all that EPANET can find wrong with it is found
    /// here. Errors: ProblemsError (or InputError) with file, line where known, and EPANET's text.
    explicit EpanetProject(const std::filesystem::path& network);
    ~EpanetProject();
    EpanetProject(const EpanetProject&) = delete;
    EpanetProject& operator=(const EpanetProject&) = delete;

    /// What the loaded library says of itself, "EPANET 2.3.5".
    static std::string library_version();

    /// Oddities of the file that are no errors, such as a missing last line. One sentence each.
    const std::vector<std::string>& remarks() const { return remarks_; }

    int count(CountOf what) const;
    FlowUnit flow_unit() const;
    bool asks_for_quality() const;

    double option(OptionValue what) const;
    void set_option(OptionValue what, double value);
    long time(TimeValue what) const;
    void set_time(TimeValue what, long seconds);
    /// Pressure-driven demands between two pressures in file units, exponent 0.5.
    void set_pressure_driven(double minimum, double required);

    std::string node_id(int node) const;
    NodeKind node_kind(int node) const;
    double value(int node, NodeValue what) const;
    void set_value(int node, NodeValue what, double value);
    /// Fills a tank up to `level` above its bottom. Returns false, without an effect, for a level
    /// outside the tank.
    bool set_tank_level(int node, double level);
    /// All nodes in order (shape: count(nodes)).
    void read_values(NodeValue what, std::vector<double>& values) const;
    /// nullopt when the file gives none.
    std::optional<MapPoint> coordinates(int node) const;

    int demand_categories(int node) const;
    double base_demand(int node, int category) const;
    void set_base_demand(int node, int category, double value);
    int demand_pattern(int node, int category) const;
    std::vector<double> pattern(int index) const;

    std::string link_id(int link) const;
    LinkKind link_kind(int link) const;
    std::pair<int, int> link_nodes(int link) const;
    double value(int link, LinkValue what) const;
    void set_value(int link, LinkValue what, double value);
    void read_values(LinkValue what, std::vector<double>& values) const;
    std::vector<MapPoint> vertices(int link) const;

    SimpleControl control(int index) const;
    void replace_control(int index, const SimpleControl& control);
    void enable_control(int index, bool enabled);
    std::vector<RuleAction> rule_actions() const;
    /// Makes the action at that place order `status` and `setting` instead of its own.
    void replace_action(const RuleAction& place, int status, double setting);

    /// Clock to zero, tanks to their initial levels, links to their initial status and setting and
    /// to flows that do not depend on what was before.
    void start();
    /// Solves the network at the present clock. Returns 0, the warning 1..6 or solution_failed.
    int solve();
    /// Moves clock and tank levels to the end of the next step and returns its length in seconds;
    /// 0: it will not go on.
    long step();
    /// Trials that the last solution took.
    int iterations() const;

  private:
    struct Handle;

    std::unique_ptr<Handle> handle_;
    std::vector<std::string> remarks_;
};

} // namespace cityproof::water
