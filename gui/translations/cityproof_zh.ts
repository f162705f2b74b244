<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>cityproof::gui::Channels</name>
    <message>
        <source>Street speed</source>
        <translation>街道车速</translation>
    </message>
    <message>
        <source>Street vehicles</source>
        <translation>街道车辆数</translation>
    </message>
    <message>
        <source>Street halting</source>
        <translation>街道停车数</translation>
    </message>
    <message>
        <source>Lane halting</source>
        <translation>车道停车数</translation>
    </message>
    <message>
        <source>Signal dark</source>
        <translation>信号灯熄灭</translation>
    </message>
    <message>
        <source>Signal heads lit</source>
        <translation>点亮的信号灯头</translation>
    </message>
    <message>
        <source>Bus voltage</source>
        <translation>节点电压</translation>
    </message>
    <message>
        <source>Bus energised</source>
        <translation>节点带电</translation>
    </message>
    <message>
        <source>Line loading</source>
        <translation>线路负载率</translation>
    </message>
    <message>
        <source>Line loss</source>
        <translation>线路损耗</translation>
    </message>
    <message>
        <source>Transformer loading</source>
        <translation>变压器负载率</translation>
    </message>
    <message>
        <source>Node pressure</source>
        <translation>节点压力</translation>
    </message>
    <message>
        <source>Node deficit</source>
        <translation>节点缺水量</translation>
    </message>
    <message>
        <source>Pipe flow</source>
        <translation>管道流量</translation>
    </message>
    <message>
        <source>Pump power</source>
        <translation>水泵功率</translation>
    </message>
    <message>
        <source>Tank level</source>
        <translation>水箱水位</translation>
    </message>
    <message>
        <source>Lamp load</source>
        <translation>路灯负荷</translation>
    </message>
    <message>
        <source>Meter load</source>
        <translation>电表负荷</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读数</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ChartPanel</name>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep these lines when something else is selected</source>
        <translation>选择其他对象时保留这些曲线</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Show the first line minus the second one: of a recorded and a simulated value, the residual</source>
        <translation>显示第一条曲线减第二条曲线：对实测值与仿真值即为残差</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Let go of the lines that were kept</source>
        <translation>放弃已保留的曲线</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>地图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>起始页(&amp;S)</translation>
    </message>
    <message>
        <source>The demo city, recent runs and help</source>
        <translation>示例城市、最近的运行和帮助</translation>
    </message>
    <message>
        <source>&amp;Open a run…</source>
        <translation>打开运行(&amp;O)…</translation>
    </message>
    <message>
        <source>Show another run file</source>
        <translation>显示另一个运行文件</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find a street, a signal or anything else by its id</source>
        <translation>按标识查找街道、信号灯或其他对象</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>显示全部(&amp;A)</translation>
    </message>
    <message>
        <source>Fit the whole city into the window</source>
        <translation>让整个城市适合窗口</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Show less of the city, larger</source>
        <translation>显示更小范围，更大比例</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Show more of the city, smaller</source>
        <translation>显示更大范围，更小比例</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>播放或暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Let the time of the run pass</source>
        <translation>让运行的时间流逝</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>后退一步(&amp;B)</translation>
    </message>
    <message>
        <source>One recorded moment back</source>
        <translation>后退一个记录时刻</translation>
    </message>
    <message>
        <source>&amp;Step forward</source>
        <translation>前进一步(&amp;S)</translation>
    </message>
    <message>
        <source>One recorded moment on</source>
        <translation>前进一个记录时刻</translation>
    </message>
    <message>
        <source>&amp;First moment</source>
        <translation>第一个时刻(&amp;F)</translation>
    </message>
    <message>
        <source>The first recorded moment</source>
        <translation>第一个记录时刻</translation>
    </message>
    <message>
        <source>&amp;Last moment</source>
        <translation>最后时刻(&amp;L)</translation>
    </message>
    <message>
        <source>The last recorded moment</source>
        <translation>最后一个记录时刻</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>减慢(&amp;W)</translation>
    </message>
    <message>
        <source>Let the time pass more slowly</source>
        <translation>让时间流逝得更慢</translation>
    </message>
    <message>
        <source>Fas&amp;ter</source>
        <translation>加快(&amp;T)</translation>
    </message>
    <message>
        <source>Let the time pass faster</source>
        <translation>让时间流逝得更快</translation>
    </message>
    <message>
        <source>Follow the &amp;end</source>
        <translation>跟随末尾(&amp;E)</translation>
    </message>
    <message>
        <source>Show the newest moment of a run that goes on</source>
        <translation>显示进行中的运行的最新时刻</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>Layers and legend</source>
        <translation>图层和图例</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>检查器(&amp;I)</translation>
    </message>
    <message>
        <source>Values of what is selected</source>
        <translation>所选对象的数值</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>图表(&amp;C)</translation>
    </message>
    <message>
        <source>Values over time</source>
        <translation>随时间变化的数值</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>事件(&amp;E)</translation>
    </message>
    <message>
        <source>What happened in the run</source>
        <translation>运行中发生的事情</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>出了什么问题</translation>
    </message>
    <message>
        <source>Li&amp;ght colours</source>
        <translation>浅色(&amp;G)</translation>
    </message>
    <message>
        <source>Colours of paper</source>
        <translation>纸张的颜色</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Colours of a dark room</source>
        <translation>暗室的颜色</translation>
    </message>
    <message>
        <source>&amp;System&apos;s colours</source>
        <translation>系统颜色(&amp;S)</translation>
    </message>
    <message>
        <source>Light or dark, as the desktop is</source>
        <translation>浅色或深色，与桌面一致</translation>
    </message>
    <message>
        <source>User&apos;s &amp;guide</source>
        <translation>用户指南(&amp;G)</translation>
    </message>
    <message>
        <source>Read how the viewer is used</source>
        <translation>阅读查看器的使用方法</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>All keys on one page</source>
        <translation>一页列出所有按键</translation>
    </message>
    <message>
        <source>&amp;About Cityproof</source>
        <translation>关于 Cityproof(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>版本和许可证</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::DemoMaker</name>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>it crashed</source>
        <translation>程序崩溃</translation>
    </message>
    <message>
        <source>the demo city could not be made (%1)</source>
        <translation>无法生成示例城市（%1）</translation>
    </message>
    <message>
        <source>what is finished stays; the same button goes on from there</source>
        <translation>已完成的部分会保留；再次点击同一按钮即可继续</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::EventsPanel</name>
    <message>
        <source>Filter events</source>
        <translation>筛选事件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::FindPalette</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find by id: street, signal, bus, vehicle …</source>
        <translation>按标识查找：街道、信号灯、节点、车辆 …</translation>
    </message>
    <message>
        <source>Find by id</source>
        <translation>按标识查找</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing in this run has that id.</source>
        <translation>此运行中没有该标识的对象。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Inspector</name>
    <message>
        <source>Values of the selected thing</source>
        <translation>所选对象的数值</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>not on the map</source>
        <translation>不在地图上</translation>
    </message>
    <message>
        <source>East</source>
        <translation>东</translation>
    </message>
    <message>
        <source>North</source>
        <translation>北</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>周长</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何对象</translation>
    </message>
    <message>
        <source>Click something on the map, or press Ctrl+F</source>
        <translation>请在地图上点击对象，或按 Ctrl+F</translation>
    </message>
    <message>
        <source>Source of the data</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>not on the road now</source>
        <translation>当前不在路上</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Class limits</source>
        <translation>分级界限</translation>
    </message>
    <message>
        <source>from the data</source>
        <translation>由数据得出</translation>
    </message>
    <message>
        <source>At most 6 numbers, ascending, separated by commas; empty: from the data</source>
        <translation>最多 6 个数，升序，用逗号分隔；留空则由数据得出</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>Fit classes to the data</source>
        <translation>按数据适配分级</translation>
    </message>
    <message>
        <source>Take the classes from all that was recorded so far</source>
        <translation>根据迄今记录的全部数据确定分级</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>No layer is chosen</source>
        <translation>未选择图层</translation>
    </message>
    <message>
        <source>%1: colour by</source>
        <translation>%1：着色依据</translation>
    </message>
    <message>
        <source>nothing (plain)</source>
        <translation>无（单色）</translation>
    </message>
    <message>
        <source>numbers separated by commas</source>
        <translation>用逗号分隔的数</translation>
    </message>
    <message>
        <source>Class limits: %1.</source>
        <translation>分级界限：%1。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::LegendView</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::MainWindow</name>
    <message>
        <source>Cityproof</source>
        <translation>Cityproof</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>显示问题</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1 …</translation>
    </message>
    <message>
        <source>The run goes on.</source>
        <translation>运行仍在进行。</translation>
    </message>
    <message>
        <source>%1 m east, %2 m north</source>
        <translation>东 %1 m，北 %2 m</translation>
    </message>
    <message>
        <source>about 1:%1</source>
        <translation>约 1:%1</translation>
    </message>
    <message>
        <source>%1 (map data: %2)</source>
        <translation>%1（地图数据：%2）</translation>
    </message>
    <message>
        <source>About Cityproof</source>
        <translation>关于 Cityproof</translation>
    </message>
    <message>
        <source>Cityproof shows, runs and compares simulated cities.

It uses Qt under the LGPL, linked dynamically; THIRD_PARTY.md lists all licences.</source>
        <translation>Cityproof 用于显示、运行和比较城市仿真。

它以 LGPL 许可动态链接 Qt；THIRD_PARTY.md 列出全部许可证。</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>Runs (*.h5 *.h5.part);;All files (*)</source>
        <translation>运行 (*.h5 *.h5.part);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Runs of the demo city: %1 of %2 are made.</source>
        <translation>示例城市的运行：已完成 %1 个，共 %2 个。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>On the map: arrow keys move it, + and - zoom, Return selects what is in the middle.</source>
        <translation>在地图上：方向键移动，+ 和 - 缩放，回车键选择中央的对象。</translation>
    </message>
    <message>
        <source>the user&apos;s guide is not beside the program</source>
        <translation>程序旁没有用户指南</translation>
    </message>
    <message>
        <source>install it with `cmake --install`, or read docs/viewer.md of the sources</source>
        <translation>请用 `cmake --install` 安装，或阅读源代码中的 docs/viewer.md</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::MapView</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Map of the run. Arrow keys move it, plus and minus zoom, Return selects what is in the middle.</source>
        <translation>运行的地图。方向键移动，加号和减号缩放，回车键选择中央的对象。</translation>
    </message>
    <message>
        <source>Selected: %1.</source>
        <translation>已选择：%1。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::PlaybackBar</name>
    <message>
        <source>First moment</source>
        <translation>第一个时刻</translation>
    </message>
    <message>
        <source>First moment (Home)</source>
        <translation>第一个时刻 (Home)</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>One recorded moment back (,)</source>
        <translation>后退一个记录时刻 (,)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停（空格键）</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>One recorded moment on (.)</source>
        <translation>前进一个记录时刻 (.)</translation>
    </message>
    <message>
        <source>Last moment</source>
        <translation>最后时刻</translation>
    </message>
    <message>
        <source>Last moment (End)</source>
        <translation>最后时刻 (End)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Shown moment</source>
        <translation>显示的时刻</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time of the run in a second ([ and ])</source>
        <translation>每秒播放的运行时间（[ 和 ]）</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Begin anew at the end</source>
        <translation>到末尾后重新开始</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Play a part of the run</source>
        <translation>播放运行的一部分</translation>
    </message>
    <message>
        <source>From here</source>
        <translation>从这里开始</translation>
    </message>
    <message>
        <source>Up to here</source>
        <translation>到这里为止</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Follow the end of a run that goes on</source>
        <translation>跟随进行中的运行的末尾</translation>
    </message>
    <message>
        <source>%1 h/s</source>
        <translation>%1 小时/秒</translation>
    </message>
    <message>
        <source>%1 min/s</source>
        <translation>%1 分/秒</translation>
    </message>
    <message>
        <source>%1 s/s</source>
        <translation>%1 秒/秒</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>no moments</source>
        <translation>没有时刻</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ProblemsPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Copy the problems</source>
        <translation>复制问题</translation>
    </message>
    <message>
        <source>Clear the problems</source>
        <translation>清除问题</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Cityproof</source>
        <translation>Cityproof</translation>
    </message>
    <message>
        <source>Shows what happens in a simulated city, and whether a measure makes it better.</source>
        <translation>显示仿真城市中发生的事情，以及一项措施是否使其变得更好。</translation>
    </message>
    <message>
        <source>Open the demo city</source>
        <translation>打开示例城市</translation>
    </message>
    <message>
        <source>An invented town of 30 000 people: streets, power and water on a November morning, with and without adaptive signals. The first time its runs are made, which takes a few minutes.</source>
        <translation>一座虚构的 3 万人小城：十一月早晨的街道、电力和供水，有自适应信号与无自适应信号两种情况。首次打开时需要几分钟来完成运行。</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Folder of the demo city</source>
        <translation>示例城市的文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder of the demo city</source>
        <translation>选择示例城市的文件夹</translation>
    </message>
    <message>
        <source>Runs of the demo city</source>
        <translation>示例城市的运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop making the demo city</source>
        <translation>停止生成示例城市</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>打开运行…</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Clear the list of recent runs</source>
        <translation>清空最近的运行列表</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>暂无。</translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation>按键 (?)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>帮助 (F1)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Used from the next start on</source>
        <translation>下次启动后生效</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>%1  in  %2</source>
        <translation>%1  位于  %2</translation>
    </message>
    <message>
        <source>%1  in  %2  (not there any more)</source>
        <translation>%1  位于  %2 （已不存在）</translation>
    </message>
    <message>
        <source>Making the city …</source>
        <translation>正在生成城市 …</translation>
    </message>
    <message>
        <source>Runs: %1 of %2</source>
        <translation>运行：%1 / %2</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Tables</name>
    <message>
        <source>Buildings</source>
        <translation>建筑物</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>水域</translation>
    </message>
    <message>
        <source>Land use</source>
        <translation>土地利用</translation>
    </message>
    <message>
        <source>Parks</source>
        <translation>公园</translation>
    </message>
    <message>
        <source>Streets</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Junctions</source>
        <translation>路口</translation>
    </message>
    <message>
        <source>Traffic signals</source>
        <translation>交通信号灯</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Street lamps</source>
        <translation>路灯</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>电表</translation>
    </message>
    <message>
        <source>Electricity nodes</source>
        <translation>电力节点</translation>
    </message>
    <message>
        <source>Power lines</source>
        <translation>电力线路</translation>
    </message>
    <message>
        <source>Transformers</source>
        <translation>变压器</translation>
    </message>
    <message>
        <source>Water pipes</source>
        <translation>水管</translation>
    </message>
    <message>
        <source>Water pumps</source>
        <translation>水泵</translation>
    </message>
    <message>
        <source>Water tanks</source>
        <translation>水箱</translation>
    </message>
    <message>
        <source>Water nodes</source>
        <translation>供水节点</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>Charging zones</source>
        <translation>充电区</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::TimeSeriesPlot</name>
    <message>
        <source>Chart over time</source>
        <translation>时间图表</translation>
    </message>
    <message>
        <source>: not drawn, a chart has two units</source>
        <translation>：未绘制，图表只有两个单位</translation>
    </message>
    <message>
        <source>: no values</source>
        <translation>：没有数值</translation>
    </message>
    <message>
        <source>, left axis</source>
        <translation>，左轴</translation>
    </message>
    <message>
        <source>, right axis</source>
        <translation>，右轴</translation>
    </message>
    <message>
        <source>without unit</source>
        <translation>无单位</translation>
    </message>
    <message>
        <source>Select something on the map and tick a channel in the inspector: its values over time appear here.</source>
        <translation>请在地图上选择对象，并在检查器中勾选一个通道：其随时间变化的数值会显示在这里。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Words</name>
    <message>
        <source>%1 minus %2</source>
        <translation>%1 减 %2</translation>
    </message>
    <message>
        <source>%1 s after the start</source>
        <translation>开始后 %1 秒</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <comment>form of a date, as of QDateTime</comment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>at most 3 positive numbers, ascending: they are mirrored for decreases</source>
        <translation>最多 3 个正数，升序：减少的部分取镜像</translation>
    </message>
    <message>
        <source>at most 6 numbers, ascending</source>
        <translation>最多 6 个数，升序</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>no change (less than %1)</source>
        <translation>无变化（小于 %1）</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>%1 everywhere</source>
        <translation>处处为 %1</translation>
    </message>
    <message>
        <source>one value everywhere</source>
        <translation>处处相同</translation>
    </message>
    <message>
        <source>%1 and less</source>
        <translation>%1 及以下</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>Supply: %1</source>
        <translation>供应：%1</translation>
    </message>
    <message>
        <source>%1, none %2</source>
        <translation>%1，无%2</translation>
    </message>
    <message>
        <source>%1, %2: %3 of %4</source>
        <translation>%1，%2：%3 / %4</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>policy %1</source>
        <translation>政策 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1, difference</source>
        <translation>%1，差值</translation>
    </message>
    <message>
        <source>mean of the %1 min before %2</source>
        <translation>%2 之前 %1 分钟的平均值</translation>
    </message>
    <message>
        <source>scenario %1</source>
        <translation>情景 %1</translation>
    </message>
    <message>
        <source>run not complete</source>
        <translation>运行未完成</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>熄灭</translation>
    </message>
    <message>
        <source>without supply</source>
        <translation>无供应</translation>
    </message>
    <message>
        <source>Speed of vehicles</source>
        <translation>车辆速度</translation>
    </message>
</context>
</TS>
