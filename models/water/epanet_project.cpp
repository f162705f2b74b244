// SPDX-License-Identifier: Apache-2.0
#include "models/water/epanet_project.hpp"

#include "core/base/errors.hpp"
#include "models/water/epanet_api.hpp"
#include "models/water/inp_problems.hpp"
#include "models/water/inp_text.hpp"

#include <fmt/format.h>

#include <array>
#include <mutex>

namespace cityproof::water {
namespace {

std::mutex& opening() {
    static std::mutex mutex;
    return mutex;
}

std::string error_text(int code) {
    std::array<char, 256> text{};
    EN_geterror(code, text.data(), static_cast<int>(text.size()) - 1);
    return text.data();
}

void check(int code, const std::string& what) {
    if (code >= first_error) {
        throw EngineError("EPANET", fmt::format("{}: {}", what, error_text(code)), code);
    }
}

template <typename Enum>
constexpr int number(Enum value) {
    return static_cast<int>(value);
}

/// EPANET calls this for each line of its report; `data` is a std::string.
void collect_line(void* data, void* /*project*/, const char* line) {
    static_cast<std::string*>(data)->append(line).append("\n");
}

} // namespace

struct EpanetProject::Handle {
    Handle() { check(EN_createproject(&project), "a new project"); }

    ~Handle() {
        if (hydraulics_open) {
            EN_closeH(project);
        }
        EN_close(project);
        EN_deleteproject(project);
    }

    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    int open(const std::string& network, const std::string& report) {
        return EN_open(project, network.c_str(), report.c_str(), "");
    }

    EN_Project project = nullptr;
    bool hydraulics_open = false;
};

EpanetProject::EpanetProject(const std::filesystem::path& network) {
    const InpText text{network};
    text.throw_if_unreadable();
    remarks_ = text.remarks();
    const std::lock_guard lock{opening()};
    handle_ = std::make_unique<Handle>();
    if (const int code = handle_->open(network.string(), "/dev/null"); code >= first_error) {
        // The code says only that there are errors. What they are stands in the report, and the
        // report's callback cannot be set before the file is open: read the file again with a
        // report of our own.
        const TemporaryReport report;
        Handle{}.open(network.string(),
                      report.path()); // closed at once, which writes the report out
        throw_input_problems(text, report.text(), code, error_text(code));
    }
    std::string report;
    EN_setreportcallback(handle_->project, collect_line);
    EN_setreportcallbackuserdata(handle_->project, &report);
    const int code = EN_openH(handle_->project);
    EN_setreportcallback(handle_->project, nullptr);
    EN_setreportcallbackuserdata(handle_->project, nullptr);
    if (code >= first_error) {
        throw_input_problems(text, report, code, error_text(code));
    }
    handle_->hydraulics_open = true;
    check(EN_setstatusreport(handle_->project, 0), "status report");
}

EpanetProject::~EpanetProject() = default;

int EpanetProject::count(CountOf what) const {
    int result = 0;
    check(EN_getcount(handle_->project, number(what), &result), "count");
    return result;
}

FlowUnit EpanetProject::flow_unit() const {
    int result = 0;
    check(EN_getflowunits(handle_->project, &result), "flow units");
    return static_cast<FlowUnit>(result);
}

bool EpanetProject::asks_for_quality() const {
    int kind = 0;
    int node = 0;
    check(EN_getqualtype(handle_->project, &kind, &node), "quality");
    return kind != 0;
}

double EpanetProject::option(OptionValue what) const {
    double result = 0;
    check(EN_getoption(handle_->project, number(what), &result),
          fmt::format("option {}", number(what)));
    return result;
}

void EpanetProject::set_option(OptionValue what, double value) {
    check(EN_setoption(handle_->project, number(what), value),
          fmt::format("option {} = {}", number(what), value));
}

long EpanetProject::time(TimeValue what) const {
    long result = 0;
    check(EN_gettimeparam(handle_->project, number(what), &result),
          fmt::format("time {}", number(what)));
    return result;
}

void EpanetProject::set_time(TimeValue what, long seconds) {
    check(EN_settimeparam(handle_->project, number(what), seconds),
          fmt::format("time {} = {} s", number(what), seconds));
}

void EpanetProject::set_pressure_driven(double minimum, double required) {
    check(EN_setdemandmodel(handle_->project, 1, minimum, required, 0.5),
          "pressure-driven demands");
}

std::string EpanetProject::node_id(int node) const {
    std::array<char, 64> id{};
    check(EN_getnodeid(handle_->project, node, id.data()), fmt::format("node {}", node));
    return id.data();
}

NodeKind EpanetProject::node_kind(int node) const {
    int kind = 0;
    check(EN_getnodetype(handle_->project, node, &kind), fmt::format("node {}", node));
    return static_cast<NodeKind>(kind);
}

double EpanetProject::value(int node, NodeValue what) const {
    double result = 0;
    check(EN_getnodevalue(handle_->project, node, number(what), &result),
          fmt::format("value {} of node {}", number(what), node));
    return result;
}

void EpanetProject::set_value(int node, NodeValue what, double value) {
    check(EN_setnodevalue(handle_->project, node, number(what), value),
          fmt::format("value {} of node '{}' = {}", number(what), node_id(node), value));
}

bool EpanetProject::set_tank_level(int node, double level) {
    const int code = EN_setnodevalue(handle_->project, node, number(NodeValue::tank_level), level);
    if (code == level_out_of_range) {
        return false;
    }
    check(code, fmt::format("level {} of node {}", level, node));
    return true;
}

void EpanetProject::read_values(NodeValue what, std::vector<double>& values) const {
    values.resize(static_cast<std::size_t>(count(CountOf::nodes)));
    check(EN_getnodevalues(handle_->project, number(what), values.data()), "node values");
}

std::optional<MapPoint> EpanetProject::coordinates(int node) const {
    MapPoint point;
    if (EN_getcoord(handle_->project, node, &point.x, &point.y) != 0) {
        return std::nullopt; // 254: the node has none
    }
    return point;
}

int EpanetProject::demand_categories(int node) const {
    int result = 0;
    check(EN_getnumdemands(handle_->project, node, &result),
          fmt::format("demands of node {}", node));
    return result;
}

double EpanetProject::base_demand(int node, int category) const {
    double result = 0;
    check(EN_getbasedemand(handle_->project, node, category, &result),
          fmt::format("demand of node {}", node));
    return result;
}

void EpanetProject::set_base_demand(int node, int category, double value) {
    check(EN_setbasedemand(handle_->project, node, category, value),
          fmt::format("demand of node '{}' = {}", node_id(node), value));
}

int EpanetProject::demand_pattern(int node, int category) const {
    int result = 0;
    check(EN_getdemandpattern(handle_->project, node, category, &result),
          fmt::format("demand pattern of node {}", node));
    return result;
}

std::vector<double> EpanetProject::pattern(int index) const {
    int length = 0;
    check(EN_getpatternlen(handle_->project, index, &length), fmt::format("pattern {}", index));
    std::vector<double> values(static_cast<std::size_t>(length));
    for (int period = 1; period <= length; ++period) {
        check(EN_getpatternvalue(handle_->project, index, period,
                                 &values[static_cast<std::size_t>(period - 1)]),
              fmt::format("pattern {}", index));
    }
    return values;
}

std::string EpanetProject::link_id(int link) const {
    std::array<char, 64> id{};
    check(EN_getlinkid(handle_->project, link, id.data()), fmt::format("link {}", link));
    return id.data();
}

LinkKind EpanetProject::link_kind(int link) const {
    int kind = 0;
    check(EN_getlinktype(handle_->project, link, &kind), fmt::format("link {}", link));
    return static_cast<LinkKind>(kind);
}

std::pair<int, int> EpanetProject::link_nodes(int link) const {
    std::pair<int, int> nodes;
    check(EN_getlinknodes(handle_->project, link, &nodes.first, &nodes.second),
          fmt::format("link {}", link));
    return nodes;
}

double EpanetProject::value(int link, LinkValue what) const {
    double result = 0;
    check(EN_getlinkvalue(handle_->project, link, number(what), &result),
          fmt::format("value {} of link {}", number(what), link));
    return result;
}

void EpanetProject::set_value(int link, LinkValue what, double value) {
    check(EN_setlinkvalue(handle_->project, link, number(what), value),
          fmt::format("value {} of link '{}' = {}", number(what), link_id(link), value));
}

void EpanetProject::read_values(LinkValue what, std::vector<double>& values) const {
    values.resize(static_cast<std::size_t>(count(CountOf::links)));
    check(EN_getlinkvalues(handle_->project, number(what), values.data()), "link values");
}

std::vector<MapPoint> EpanetProject::vertices(int link) const {
    int size = 0;
    check(EN_getvertexcount(handle_->project, link, &size),
          fmt::format("vertices of link {}", link));
    std::vector<MapPoint> points(static_cast<std::size_t>(size));
    for (int vertex = 1; vertex <= size; ++vertex) {
        MapPoint& point = points[static_cast<std::size_t>(vertex - 1)];
        check(EN_getvertex(handle_->project, link, vertex, &point.x, &point.y),
              fmt::format("vertex {} of link {}", vertex, link));
    }
    return points;
}

SimpleControl EpanetProject::control(int index) const {
    SimpleControl result;
    int kind = 0;
    check(EN_getcontrol(handle_->project, index, &kind, &result.link, &result.setting, &result.node,
                        &result.level),
          fmt::format("control {}", index));
    result.kind = static_cast<ControlKind>(kind);
    return result;
}

void EpanetProject::replace_control(int index, const SimpleControl& control) {
    check(EN_setcontrol(handle_->project, index, number(control.kind), control.link,
                        control.setting, control.node, control.level),
          fmt::format("control {}", index));
}

void EpanetProject::enable_control(int index, bool enabled) {
    check(EN_setcontrolenabled(handle_->project, index, enabled ? 1 : 0),
          fmt::format("control {}", index));
}

std::vector<RuleAction> EpanetProject::rule_actions() const {
    std::vector<RuleAction> result;
    const int rules = count(CountOf::rules);
    for (int rule = 1; rule <= rules; ++rule) {
        int premises = 0;
        int thens = 0;
        int elses = 0;
        double priority = 0;
        check(EN_getrule(handle_->project, rule, &premises, &thens, &elses, &priority),
              fmt::format("rule {}", rule));
        for (int action = 1; action <= thens + elses; ++action) {
            RuleAction place{.rule = rule, .action = action};
            place.otherwise = action > thens;
            place.action = place.otherwise ? action - thens : action;
            const auto read = place.otherwise ? EN_getelseaction : EN_getthenaction;
            check(read(handle_->project, rule, place.action, &place.link, &place.status,
                       &place.setting),
                  fmt::format("action {} of rule {}", place.action, rule));
            result.push_back(place);
        }
    }
    return result;
}

void EpanetProject::replace_action(const RuleAction& place, int status, double setting) {
    const auto write = place.otherwise ? EN_setelseaction : EN_setthenaction;
    check(write(handle_->project, place.rule, place.action, place.link, status, setting),
          fmt::format("action {} of rule {}", place.action, place.rule));
}

void EpanetProject::start() {
    check(EN_initH(handle_->project, fresh_flows), "start of the hydraulics");
}

int EpanetProject::solve() {
    long clock = 0;
    const int code = EN_runH(handle_->project, &clock);
    if (code == solution_failed) {
        return code;
    }
    check(code, fmt::format("hydraulics at {} s of the network's clock", clock));
    return code;
}

long EpanetProject::step() {
    long length = 0;
    check(EN_nextH(handle_->project, &length), "next hydraulic step");
    return length;
}

std::string EpanetProject::library_version() {
    int version = 0; // 20305 is 2.3.5
    check(EN_getversion(&version), "version");
    return fmt::format("EPANET {}.{}.{}", version / 10000, version / 100 % 100, version % 100);
}

int EpanetProject::iterations() const {
    double result = 0;
    check(EN_getstatistic(handle_->project, 0, &result), "iterations");
    return static_cast<int>(result);
}

} // namespace cityproof::water
