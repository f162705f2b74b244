// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The functions of libepanet2 2.3.5 that the adapter calls, declared by ourselves: the
/// distribution that ./setup installs has the library but promises no headers. Included by .cpp
/// files of this folder only. A test compiles these declarations together with the distribution's
/// own header where that is there. Node and link indices count from 1. Every function returns 0, a
/// warning below 100, or an error code.
extern "C" {
typedef struct Project* EN_Project;

int EN_createproject(EN_Project* project);
int EN_deleteproject(EN_Project project);
int EN_open(EN_Project project, const char* network, const char* report, const char* results);
int EN_close(EN_Project project);
int EN_getversion(int* version);
int EN_geterror(int code, char* text, int longest);
int EN_setstatusreport(EN_Project project, int level);
int EN_setreportcallback(EN_Project project, void (*callback)(void*, void*, const char*));
int EN_setreportcallbackuserdata(EN_Project project, void* data);

int EN_openH(EN_Project project);
int EN_initH(EN_Project project, int flag);
int EN_runH(EN_Project project, long* time);
int EN_nextH(EN_Project project, long* step);
int EN_closeH(EN_Project project);

int EN_getcount(EN_Project project, int kind, int* count);
int EN_getflowunits(EN_Project project, int* units);
int EN_getoption(EN_Project project, int option, double* value);
int EN_setoption(EN_Project project, int option, double value);
int EN_gettimeparam(EN_Project project, int parameter, long* value);
int EN_settimeparam(EN_Project project, int parameter, long value);
int EN_getstatistic(EN_Project project, int kind, double* value);
int EN_getqualtype(EN_Project project, int* kind, int* trace_node);
int EN_setdemandmodel(EN_Project project, int kind, double minimum, double required,
                      double exponent);

int EN_getnodeid(EN_Project project, int node, char* id);
int EN_getnodetype(EN_Project project, int node, int* kind);
int EN_getnodevalue(EN_Project project, int node, int property, double* value);
int EN_getnodevalues(EN_Project project, int property, double* values);
int EN_setnodevalue(EN_Project project, int node, int property, double value);
int EN_getcoord(EN_Project project, int node, double* x, double* y);
int EN_getnumdemands(EN_Project project, int node, int* count);
int EN_getbasedemand(EN_Project project, int node, int category, double* value);
int EN_setbasedemand(EN_Project project, int node, int category, double value);
int EN_getdemandpattern(EN_Project project, int node, int category, int* pattern);
int EN_getpatternlen(EN_Project project, int pattern, int* length);
int EN_getpatternvalue(EN_Project project, int pattern, int period, double* value);

int EN_getlinkid(EN_Project project, int link, char* id);
int EN_getlinktype(EN_Project project, int link, int* kind);
int EN_getlinknodes(EN_Project project, int link, int* start, int* end);
int EN_getlinkvalue(EN_Project project, int link, int property, double* value);
int EN_getlinkvalues(EN_Project project, int property, double* values);
int EN_setlinkvalue(EN_Project project, int link, int property, double value);
int EN_getvertexcount(EN_Project project, int link, int* count);
int EN_getvertex(EN_Project project, int link, int vertex, double* x, double* y);

int EN_getcontrol(EN_Project project, int control, int* kind, int* link, double* setting, int* node,
                  double* level);
int EN_setcontrol(EN_Project project, int control, int kind, int link, double setting, int node,
                  double level);
int EN_setcontrolenabled(EN_Project project, int control, int enabled);
int EN_getrule(EN_Project project, int rule, int* premises, int* then_actions, int* else_actions,
               double* priority);
int EN_getthenaction(EN_Project project, int rule, int action, int* link, int* status,
                     double* setting);
int EN_setthenaction(EN_Project project, int rule, int action, int link, int status,
                     double setting);
int EN_getelseaction(EN_Project project, int rule, int action, int* link, int* status,
                     double* setting);
int EN_setelseaction(EN_Project project, int rule, int action, int link, int status,
                     double setting);
}
