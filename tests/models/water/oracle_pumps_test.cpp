// SPDX-License-Identifier: Apache-2.0
// Net3 from 02:00 on for one hour, both pumps on the city's electricity.
//
// Expected values: a loop in Python over the same library's own bindings (epanet.toolkit 2.3.5),
// independent of this code. All of them are printed by
//
//   gzip -dc /path/to/Net3.inp.gz > Net3.inp
//   .venv/bin/python tests/cases/oracle/epanet_loop.py Net3.inp
//
// kWh, and the three tanks' levels in psi; the script says what its three ways of switching are:
//   none     same_second           372.280020 kWh   7.316216  9.317313 14.027828 psi
//   10+335   same_second           310.216317 kWh   6.948406  8.984698 13.713356 psi
//   10+335   one_late              310.216861 kWh   6.948275  8.984640 13.713333 psi
//   335      same_second           320.754346 kWh   7.053269  9.128611 13.768960 psi
//   10       same_second           361.800554 kWh   7.184136  9.243557 13.983250 psi
//   10+335   controls_on           361.800554 kWh (a mistake: pump 335 runs on)
#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

/// EPANET's 0.4333 psi per foot, as the .psi values above were computed.
double level_m(double psi) {
    return psi / 0.4333 * 0.3048;
}

struct Hour {
    double energy_kwh = 0;
    double level_m[3] = {};
};

class OraclePumps : public ::testing::Test {
  protected:
    Hour simulate(const std::filesystem::path& packed,
                  const std::vector<std::string>& without_supply) const {
        const std::filesystem::path file = folder_.unpack(packed);
        const WaterTables tables = read_water_tables(file);
        PumpSupply supply{tables.pumps.size()};
        WaterNetwork model{{.network = file, .start_at = Duration::seconds(7200), .end = at(3600)}};
        model.set_pump_supply(supply.port());
        run(model, at(3600), [&](SimTime now) {
            if (now == at(1800) || now == at(2400)) {
                for (const std::string& pump : without_supply) {
                    supply.set(now, position(tables.pumps, pump), now == at(2400));
                }
                act(model,
                    now); // again in the same instant, as the engine does when an input changed
            }
        });
        Hour hour{.energy_kwh = figure(model, "water.pump_energy")};
        for (std::size_t tank = 0; tank < 3; ++tank) {
            hour.level_m[tank] = tank_level(model, tank, at(3600));
        }
        return hour;
    }

    static void expect_levels(const Hour& hour, double psi_1, double psi_2, double psi_3,
                              double tolerance_m) {
        EXPECT_NEAR(hour.level_m[0], level_m(psi_1), tolerance_m);
        EXPECT_NEAR(hour.level_m[1], level_m(psi_2), tolerance_m);
        EXPECT_NEAR(hour.level_m[2], level_m(psi_3), tolerance_m);
    }

    InpFolder folder_;
};

TEST_F(OraclePumps, undisturbed_hour_is_that_of_the_hand_written_loop) {
    CITYPROOF_REQUIRE_DATA(net3, "water/networks/Net3.inp.gz");
    const Hour hour = simulate(net3, {});
    EXPECT_NEAR(hour.energy_kwh, 372.280020, 1e-6);
    expect_levels(hour, 7.316216, 9.317313, 14.027828, 1e-6);
}

TEST_F(OraclePumps, ten_minutes_without_supply_of_both_pumps) {
    CITYPROOF_REQUIRE_DATA(net3, "water/networks/Net3.inp.gz");
    const Hour hour = simulate(net3, {"10", "335"});
    EXPECT_NEAR(hour.energy_kwh, 310.216317, 1e-6);
    expect_levels(hour, 6.948406, 8.984698, 13.713356, 1e-6);
    // The hand loop, which is one step late, within the tolerances.
    EXPECT_NEAR(hour.energy_kwh, 310.217, 0.005 * 310.217);
    expect_levels(hour, 6.9483, 8.9846, 13.7133, 0.02);
}

TEST_F(OraclePumps, level_controls_do_not_restart_pump_335_alone) {
    CITYPROOF_REQUIRE_DATA(net3, "water/networks/Net3.inp.gz");
    const Hour hour = simulate(net3, {"335"});
    EXPECT_NEAR(hour.energy_kwh, 320.754346, 1e-6);
    expect_levels(hour, 7.053269, 9.128611, 13.768960, 1e-6);
}

TEST_F(OraclePumps, pump_10_alone_has_no_control_in_the_way) {
    CITYPROOF_REQUIRE_DATA(net3, "water/networks/Net3.inp.gz");
    const Hour hour = simulate(net3, {"10"});
    EXPECT_NEAR(hour.energy_kwh, 361.800554, 1e-6);
    expect_levels(hour, 7.184136, 9.243557, 13.983250, 1e-6);
}

} // namespace
} // namespace cityproof::water
