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
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Residuals in numbers</source>
        <translation>残差数值</translation>
    </message>
    <message>
        <source>Show the first line minus the second one</source>
        <translation>显示第一条线减第二条线</translation>
    </message>
    <message>
        <source>Recorded…</source>
        <translation>实测值…</translation>
    </message>
    <message>
        <source>Hold the lines against recorded values of a CSV file: loop counts, pressures, readings of meters</source>
        <translation>将曲线与 CSV 文件中的实测值对比：线圈计数、压力、表计读数</translation>
    </message>
    <message>
        <source>Let go of the lines that were kept and of recorded values</source>
        <translation>移除保留的曲线和实测值</translation>
    </message>
    <message>
        <source>%1: nothing in it has the id and a unit of these lines</source>
        <translation>%1：其中没有与这些曲线标识和单位相符的数据</translation>
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
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>起始页(&amp;T)</translation>
    </message>
    <message>
        <source>Open a s&amp;cenario…</source>
        <translation>打开情景(&amp;C)…</translation>
    </message>
    <message>
        <source>Change a scenario and run it</source>
        <translation>修改情景并运行</translation>
    </message>
    <message>
        <source>&amp;Save the scenario</source>
        <translation>保存情景(&amp;S)</translation>
    </message>
    <message>
        <source>Write the scenario or policy that is being changed</source>
        <translation>写入正在修改的情景或政策</translation>
    </message>
    <message>
        <source>&amp;Run the scenario</source>
        <translation>运行情景(&amp;R)</translation>
    </message>
    <message>
        <source>Run the scenario as it is</source>
        <translation>按现状运行情景</translation>
    </message>
    <message>
        <source>Run &amp;baseline and policies</source>
        <translation>运行基准和政策(&amp;B)</translation>
    </message>
    <message>
        <source>Run the scenario with and without its policies, over several seeds</source>
        <translation>用多个种子分别运行有政策和无政策的情景</translation>
    </message>
    <message>
        <source>Compare &amp;with…</source>
        <translation>与其他运行比较(&amp;W)…</translation>
    </message>
    <message>
        <source>Hold other runs against this one</source>
        <translation>将其他运行与此运行对照</translation>
    </message>
    <message>
        <source>Compare the &amp;arms of a study…</source>
        <translation>比较研究的各方案(&amp;A)…</translation>
    </message>
    <message>
        <source>Hold the policies of a study against its baseline</source>
        <translation>将研究中的政策与其基准对照</translation>
    </message>
    <message>
        <source>Save the &amp;map…</source>
        <translation>保存地图(&amp;M)…</translation>
    </message>
    <message>
        <source>Write what the map shows to a file (PNG, SVG)</source>
        <translation>将地图所示内容写入文件（PNG、SVG）</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last change of the scenario</source>
        <translation>撤销对情景的最后一次修改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the change again</source>
        <translation>重新进行该修改</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation>剖面(&amp;F)</translation>
    </message>
    <message>
        <source>Values along lines, pipes and streets</source>
        <translation>沿线路、管道和街道的数值</translation>
    </message>
    <message>
        <source>&amp;Key figures</source>
        <translation>关键指标(&amp;K)</translation>
    </message>
    <message>
        <source>Key figures of the compared runs</source>
        <translation>所比较运行的关键指标</translation>
    </message>
    <message>
        <source>&amp;Scenario</source>
        <translation>情景(&amp;S)</translation>
    </message>
    <message>
        <source>The scenario and its policies</source>
        <translation>情景及其政策</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Runs that wait, go on and have ended</source>
        <translation>等待中、进行中和已结束的运行</translation>
    </message>
    <message>
        <source>S&amp;ystem&apos;s colours</source>
        <translation>系统颜色(&amp;Y)</translation>
    </message>
    <message>
        <source>First co&amp;mparison</source>
        <translation>首次比较(&amp;M)</translation>
    </message>
    <message>
        <source>Step by step to a verdict of your own</source>
        <translation>一步步得出您自己的结论</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::CompareBar</name>
    <message>
        <source>&amp;Arm</source>
        <translation>方案(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>种子(&amp;S)</translation>
    </message>
    <message>
        <source>mean over the &amp;range</source>
        <translation>时段均值(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>A left, B right</source>
        <translation>A 在左，B 在右</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <source>One map: A left of a divider, B right of it</source>
        <translation>一张地图：分隔线左侧为 A，右侧为 B</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>One map of B minus A</source>
        <translation>一张 B 减 A 的地图</translation>
    </message>
    <message>
        <source>Channel that is compared</source>
        <translation>所比较的通道</translation>
    </message>
    <message>
        <source>Arm of the study</source>
        <translation>研究的方案</translation>
    </message>
    <message>
        <source>Seed of the two runs that are shown</source>
        <translation>所显示的两个运行的种子</translation>
    </message>
    <message>
        <source>Difference of means over the range</source>
        <translation>时段均值的差值</translation>
    </message>
    <message>
        <source>Mean of the differences of all seeds</source>
        <translation>所有种子差值的均值</translation>
    </message>
    <message>
        <source>Write these maps to a file</source>
        <translation>将这些地图写入文件</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>关闭比较</translation>
    </message>
    <message>
        <source>The difference of the means over the range of the time bar, or over the whole run; else of the shown moment</source>
        <translation>时间栏所选时段或整个运行的均值之差；否则为所示时刻的差值</translation>
    </message>
    <message>
        <source>The mean of the differences of all pairs of runs with one seed</source>
        <translation>所有同种子运行对的差值的均值</translation>
    </message>
    <message>
        <source>Write these maps to a file (PNG, SVG)</source>
        <translation>将这些地图写入文件（PNG、SVG）</translation>
    </message>
    <message>
        <source>Show run A alone</source>
        <translation>仅显示运行 A</translation>
    </message>
    <message>
        <source>mean of a&amp;ll seeds</source>
        <translation>所有种子的均值(&amp;L)</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>mean of a&amp;ll %1 seeds</source>
        <translation>全部 %1 个种子的均值(&amp;L)</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>界限</translation>
    </message>
    <message>
        <source>Class limits of the difference</source>
        <translation>差值的分级界限</translation>
    </message>
    <message>
        <source>Class limits: %1.</source>
        <translation>分级界限：%1。</translation>
    </message>
    <message>
        <source>At most 3 positive numbers in the legend&apos;s unit, ascending, separated by commas: &quot;2, 5&quot; means −5, −2, 2 and 5. Empty: from the data</source>
        <translation>最多 3 个正数，单位同图例，升序，用逗号分隔：“2, 5”表示 −5、−2、2 和 5。留空：取自数据</translation>
    </message>
    <message>
        <source>auto</source>
        <comment>class limits come from the data</comment>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::CompareView</name>
    <message>
        <source>B − A: %1 %2</source>
        <translation>B − A：%1 %2</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1, B − A</source>
        <translation>%1，B − A</translation>
    </message>
    <message>
        <source>B − A: %1 minus %2</source>
        <translation>B − A：%1 减 %2</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>B − A: %1 minus %2, mean of %3 seeds</source>
        <translation>B − A：%1 减 %2，%3 个种子的均值</translation>
    </message>
    <message>
        <source>mean from %1 to %2</source>
        <translation>%1 至 %2 的均值</translation>
    </message>
    <message>
        <source>arm %1</source>
        <translation>方案 %1</translation>
    </message>
    <message>
        <source>scenario %1</source>
        <translation>情景 %1</translation>
    </message>
    <message>
        <source>Cityproof %1</source>
        <translation>Cityproof %1</translation>
    </message>
    <message>
        <source>seeds %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>study, arm %1</source>
        <translation>研究，方案 %1</translation>
    </message>
    <message>
        <source>is left out: the other arm has no run of its seed</source>
        <translation>未纳入：另一方案没有同种子的运行</translation>
    </message>
    <message>
        <source>is a run of another city, or of another version of it, than run A</source>
        <translation>与运行 A 不是同一城市，或不是同一版本的城市</translation>
    </message>
    <message>
        <source>what has the same id is compared all the same</source>
        <translation>标识相同的对象仍会进行比较</translation>
    </message>
    <message>
        <source>begins at another time than run A: %1 and %2</source>
        <translation>与运行 A 的开始时间不同：%1 与 %2</translation>
    </message>
    <message>
        <source>both are shown at the same time since their start</source>
        <translation>两者按各自开始后的相同时间显示</translation>
    </message>
    <message>
        <source>has seed %1, run A has seed %2: chance is a part of the difference</source>
        <translation>种子为 %1，运行 A 的种子为 %2：差值中含有随机成分</translation>
    </message>
    <message>
        <source>compare runs of one seed</source>
        <translation>请比较同一种子的运行</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::CompareWords</name>
    <message>
        <source>two runs have seed %1</source>
        <translation>有两个运行的种子都是 %1</translation>
    </message>
    <message>
        <source>one run of each seed</source>
        <translation>每个种子一个运行</translation>
    </message>
    <message>
        <source>no seed is in both arms</source>
        <translation>没有种子同时出现在两个方案中</translation>
    </message>
    <message>
        <source>runs of the same seeds</source>
        <translation>种子相同的运行</translation>
    </message>
    <message>
        <source>there is no study.h5 in this folder</source>
        <translation>此文件夹中没有 study.h5</translation>
    </message>
    <message>
        <source>a folder that `cityproof batch` has finished</source>
        <translation>由 `cityproof batch` 完成的文件夹</translation>
    </message>
    <message>
        <source>run `cityproof merge` on it</source>
        <translation>请对其执行 `cityproof merge`</translation>
    </message>
    <message>
        <source>no seed is done in two arms</source>
        <translation>没有种子在两个方案中都已完成</translation>
    </message>
    <message>
        <source>a study with a baseline and at least one policy</source>
        <translation>包含基准和至少一项政策的研究</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>is in %1, in the other run in %2</source>
        <translation>单位为 %1，另一运行中为 %2</translation>
    </message>
    <message>
        <source>two runs of one version</source>
        <translation>同一版本的两个运行</translation>
    </message>
    <message>
        <source>a run is still writing this file</source>
        <translation>有运行仍在写入此文件</translation>
    </message>
    <message>
        <source>runs that have ended</source>
        <translation>已结束的运行</translation>
    </message>
    <message>
        <source>the difference can be shown when it has ended; side by side goes now</source>
        <translation>运行结束后才能显示差值；现在可以并排显示</translation>
    </message>
    <message>
        <source>nothing of table &apos;%1&apos; is in both runs</source>
        <translation>两个运行中没有共同的“%1”表对象</translation>
    </message>
    <message>
        <source>two runs of one city</source>
        <translation>同一城市的两个运行</translation>
    </message>
    <message>
        <source>is no report of `cityproof compare --json`</source>
        <translation>不是 `cityproof compare --json` 的报告</translation>
    </message>
    <message>
        <source>is a report of a newer version of Cityproof</source>
        <translation>是更新版本 Cityproof 的报告</translation>
    </message>
    <message>
        <source>a report of this one</source>
        <translation>本版本的报告</translation>
    </message>
    <message>
        <source>update the viewer</source>
        <translation>请更新查看器</translation>
    </message>
    <message>
        <source>not in every run</source>
        <translation>并非每个运行都有</translation>
    </message>
    <message>
        <source>one seed: no statistical statement possible</source>
        <translation>仅一个种子：无法作出统计结论</translation>
    </message>
    <message>
        <source>the same in every pair</source>
        <translation>每一对中都相同</translation>
    </message>
    <message>
        <source>not distinguishable, counting all figures</source>
        <translation>计入全部指标后无显著差异</translation>
    </message>
    <message>
        <source>not distinguishable</source>
        <translation>无显著差异</translation>
    </message>
    <message>
        <source>lower by %1</source>
        <translation>降低 %1</translation>
    </message>
    <message>
        <source>higher by %1</source>
        <translation>升高 %1</translation>
    </message>
    <message>
        <source>better: %1</source>
        <translation>更好：%1</translation>
    </message>
    <message>
        <source>worse: %1</source>
        <translation>更差：%1</translation>
    </message>
    <message>
        <source>The study&apos;s gates are not checked, because runs of the study are missing.</source>
        <translation>研究的判定条件未检查，因为缺少部分运行。</translation>
    </message>
    <message>
        <source>The study&apos;s gate passes: %1.</source>
        <translation>研究的判定条件通过：%1。</translation>
    </message>
    <message>
        <source>All %1 gates of the study pass.</source>
        <translation>研究的 %1 个判定条件全部通过。</translation>
    </message>
    <message>
        <source>Gates of the study that pass: %1 of %2.</source>
        <translation>研究中通过的判定条件：%1 / %2。</translation>
    </message>
    <message>
        <source>Fail: %1.</source>
        <translation>未通过：%1。</translation>
    </message>
    <message>
        <source>Inconclusive: %1.</source>
        <translation>无定论：%1。</translation>
    </message>
    <message>
        <source>One pair of runs: no statistical statement is possible.</source>
        <translation>只有一对运行：无法作出统计结论。</translation>
    </message>
    <message>
        <source>At %1:</source>
        <translation>在 %1：</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ComparisonProgram</name>
    <message>
        <source>is not written: a report is being written already</source>
        <translation>未写入：已有一份报告正在写入</translation>
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
    <name>cityproof::gui::DocumentEditor</name>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>The text cannot be read. The form comes back when it is mended.</source>
        <translation>无法读取文本。修正后表单会重新出现。</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>错误所在</translation>
    </message>
    <message>
        <source>change of %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>new entry of %1</source>
        <translation>%1 的新条目</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>order of %1</source>
        <translation>%1 的顺序</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>正在检查 …</translation>
    </message>
    <message>
        <source>Sound: it can be run.</source>
        <translation>无误：可以运行。</translation>
    </message>
    <message>
        <source>1 thing to mend:</source>
        <translation>有 1 处需要修正：</translation>
    </message>
    <message>
        <source>%1 things to mend:</source>
        <translation>有 %1 处需要修正：</translation>
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
    <name>cityproof::gui::FieldGroup</name>
    <message>
        <source>Pick</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>Pick on the map</source>
        <translation>在地图上选取</translation>
    </message>
    <message>
        <source>Then click the thing on the map.</source>
        <translation>然后在地图上点击该对象。</translation>
    </message>
    <message>
        <source>%1; expected: %2</source>
        <translation>%1；应为：%2</translation>
    </message>
    <message>
        <source>%1; to mend: %2</source>
        <translation>%1；解决办法：%2</translation>
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
    <name>cityproof::gui::FirstComparison</name>
    <message>
        <source>Open the demo city</source>
        <translation>打开示例城市</translation>
    </message>
    <message>
        <source>An invented town. Its runs are made the first time, which takes a few minutes.</source>
        <translation>一座虚构的城镇。首次打开时会计算其运行，需要几分钟。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Watch the morning</source>
        <translation>观看早晨</translation>
    </message>
    <message>
        <source>Space plays and pauses. Colours are speeds, dots are vehicles.</source>
        <translation>空格键播放和暂停。颜色表示速度，圆点表示车辆。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Make it your own</source>
        <translation>变成您自己的</translation>
    </message>
    <message>
        <source>A scenario says what is simulated. This opens a copy of the demo&apos;s, twenty minutes long so that it is quick.</source>
        <translation>情景说明要模拟什么。这里打开示例情景的副本，时长二十分钟，以便快速完成。</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>打开副本</translation>
    </message>
    <message>
        <source>Choose a measure</source>
        <translation>选择政策</translation>
    </message>
    <message>
        <source>A policy is what is to be tested: here, signals that follow the queues. Change one of its numbers if you like.</source>
        <translation>政策就是要检验的对象：这里是随排队长度变化的信号灯。您可以改动其中的某个数值。</translation>
    </message>
    <message>
        <source>Add adaptive signals</source>
        <translation>添加自适应信号</translation>
    </message>
    <message>
        <source>Run it with and without</source>
        <translation>有无政策各运行一次</translation>
    </message>
    <message>
        <source>Three seeds: the same three mornings twice. One morning would be chance.</source>
        <translation>三个种子：同样的三个早晨各算两次。只算一个早晨就是偶然。</translation>
    </message>
    <message>
        <source>Run baseline and policy</source>
        <translation>运行基准和政策</translation>
    </message>
    <message>
        <source>Read the verdict</source>
        <translation>阅读结论</translation>
    </message>
    <message>
        <source>The sentence above the key figures says what changed and how sure that is. On the map: where.</source>
        <translation>关键指标上方的句子说明发生了什么变化、有多大把握。地图显示在哪里。</translation>
    </message>
    <message>
        <source>Show the key figures</source>
        <translation>显示关键指标</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>带走结果</translation>
    </message>
    <message>
        <source>A page with tables, charts and a map that opens in any browser.</source>
        <translation>含表格、图表和地图的网页，可用任何浏览器打开。</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Done. The guide in Help (F1) goes on from here.</source>
        <translation>完成。帮助 (F1) 中有后续内容。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待办</translation>
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
    <name>cityproof::gui::ItemListEditor</name>
    <message>
        <source>%1: %2 of %3 at %4</source>
        <translation>%1：在 %4 对 %3 执行 %2</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>New entry of %1</source>
        <translation>%1 的新条目</translation>
    </message>
    <message>
        <source>Name or file</source>
        <translation>名称或文件</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>添加到 %1</translation>
    </message>
    <message>
        <source>Open the chosen one of %1</source>
        <translation>打开 %1 中选定的条目</translation>
    </message>
    <message>
        <source>Remove from %1</source>
        <translation>从 %1 中移除</translation>
    </message>
    <message>
        <source>Move up in %1</source>
        <translation>在 %1 中上移</translation>
    </message>
    <message>
        <source>Move down in %1</source>
        <translation>在 %1 中下移</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::KeyFigureModel</name>
    <message>
        <source>Probability of such an effect by chance alone, corrected for the number of figures (Holm)</source>
        <translation>仅由偶然产生此类效应的概率，已按指标数量校正（Holm）</translation>
    </message>
    <message>
        <source>Key figure</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>政策</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效应</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>%1 % interval</source>
        <translation>%1 % 区间</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>p, adjusted</source>
        <translation>p（校正后）</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::KeyFigureTable</name>
    <message>
        <source>only what differs</source>
        <translation>仅有差异者</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>HTML report…</source>
        <translation>HTML 报告…</translation>
    </message>
    <message>
        <source>Key figures of both arms</source>
        <translation>两个方案的关键指标</translation>
    </message>
    <message>
        <source>Show only key figures that differ</source>
        <translation>仅显示有差异的关键指标</translation>
    </message>
    <message>
        <source>Save the key figures as CSV</source>
        <translation>将关键指标保存为 CSV</translation>
    </message>
    <message>
        <source>Save the report of the comparison as HTML</source>
        <translation>将比较报告保存为 HTML</translation>
    </message>
    <message>
        <source>Compare two runs, or the arms of a study: their key figures appear here.</source>
        <translation>比较两个运行或一项研究的各方案：其关键指标会显示在这里。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::KeyFigures</name>
    <message>
        <source>energy: loss</source>
        <translation>能源：线路损耗</translation>
    </message>
    <message>
        <source>energy: transformer loss</source>
        <translation>能源：变压器损耗</translation>
    </message>
    <message>
        <source>energy: unserved</source>
        <translation>能源：停电</translation>
    </message>
    <message>
        <source>energy: voltage min</source>
        <translation>能源：最低电压</translation>
    </message>
    <message>
        <source>energy: line loading max</source>
        <translation>能源：最高线路负载率</translation>
    </message>
    <message>
        <source>energy: peak load</source>
        <translation>能源：峰值负荷</translation>
    </message>
    <message>
        <source>energy: supplied</source>
        <translation>能源：上级电网供电量</translation>
    </message>
    <message>
        <source>energy: unsolved steps</source>
        <translation>能源：未求解的步数</translation>
    </message>
    <message>
        <source>sensors: readings</source>
        <translation>传感器：读数</translation>
    </message>
    <message>
        <source>sensors: lost</source>
        <translation>传感器：丢失的读数</translation>
    </message>
    <message>
        <source>sensors: no data</source>
        <translation>传感器：无值的读数</translation>
    </message>
    <message>
        <source>sensors: unpowered</source>
        <translation>传感器：因断电缺失的读数</translation>
    </message>
    <message>
        <source>services: saidi</source>
        <translation>服务：SAIDI</translation>
    </message>
    <message>
        <source>services: customers interrupted</source>
        <translation>服务：停电用户数</translation>
    </message>
    <message>
        <source>services: energy delivered</source>
        <translation>服务：供电量</translation>
    </message>
    <message>
        <source>services: lamp energy</source>
        <translation>服务：路灯用电量</translation>
    </message>
    <message>
        <source>services: lamp dark</source>
        <translation>服务：路灯熄灭时长</translation>
    </message>
    <message>
        <source>traffic: delay mean</source>
        <translation>交通：平均延误</translation>
    </message>
    <message>
        <source>traffic: waiting mean</source>
        <translation>交通：平均停车时间</translation>
    </message>
    <message>
        <source>traffic: travel time mean</source>
        <translation>交通：平均行程时间</translation>
    </message>
    <message>
        <source>traffic: vehicles</source>
        <translation>交通：车辆数</translation>
    </message>
    <message>
        <source>traffic: arrived</source>
        <translation>交通：已到达</translation>
    </message>
    <message>
        <source>traffic: never in</source>
        <translation>交通：未能驶入</translation>
    </message>
    <message>
        <source>traffic: teleports</source>
        <translation>交通：瞬移次数</translation>
    </message>
    <message>
        <source>traffic: distance</source>
        <translation>交通：行驶里程</translation>
    </message>
    <message>
        <source>traffic: signal dark</source>
        <translation>交通：信号灯熄灭时长</translation>
    </message>
    <message>
        <source>traffic: co2</source>
        <translation>交通：CO2</translation>
    </message>
    <message>
        <source>water: pump energy</source>
        <translation>供水：水泵耗电量</translation>
    </message>
    <message>
        <source>water: unserved</source>
        <translation>供水：缺水量</translation>
    </message>
    <message>
        <source>water: delivered</source>
        <translation>供水：供水量</translation>
    </message>
    <message>
        <source>water: unsolved steps</source>
        <translation>供水：未求解的步数</translation>
    </message>
    <message>
        <source>water: tank level min</source>
        <translation>供水：最低水箱水位</translation>
    </message>
    <message>
        <source>water: pressure min</source>
        <translation>供水：最低压力</translation>
    </message>
    <message>
        <source>traffic: closed out</source>
        <translation>交通：因封闭而中止</translation>
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
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>剖面</translation>
    </message>
    <message>
        <source>There are no key figures: %1</source>
        <translation>没有关键指标：%1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Save the key figures</source>
        <translation>保存关键指标</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Key figures are being compared …</source>
        <translation>正在比较关键指标 …</translation>
    </message>
    <message>
        <source>Compare two runs, or the arms of a study: their key figures appear here.</source>
        <translation>比较两个运行或一项研究的各方案：其关键指标会显示在这里。</translation>
    </message>
    <message>
        <source>Compare this run with</source>
        <translation>将此运行与之比较</translation>
    </message>
    <message>
        <source>Compare the arms of a study</source>
        <translation>比较研究的各方案</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>保存地图</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg)</source>
        <translation>图片 (*.png);;矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>打开情景</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml);;All files (*)</source>
        <translation>情景 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Click the thing on the map.</source>
        <translation>请在地图上点击该对象。</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>选择 %1</translation>
    </message>
    <message>
        <source>Now in this run: %1</source>
        <translation>立即在此运行中：%1</translation>
    </message>
    <message>
        <source>New event of the scenario: %1</source>
        <translation>情景的新事件：%1</translation>
    </message>
    <message>
        <source>Runs go on</source>
        <translation>运行仍在进行</translation>
    </message>
    <message>
        <source>Runs that have not ended are stopped when the window closes. What they have simulated stays.</source>
        <translation>关闭窗口时，未结束的运行会停止。已仿真的部分会保留。</translation>
    </message>
    <message>
        <source>there is nothing to compare it with</source>
        <translation>没有可与之比较的内容</translation>
    </message>
    <message>
        <source>the run files of another arm</source>
        <translation>另一方案的运行文件</translation>
    </message>
    <message>
        <source>Open a run or a city package</source>
        <translation>打开运行或城市包</translation>
    </message>
    <message>
        <source>Runs, cities (*.h5 *.h5.part city.yaml);;All files (*)</source>
        <translation>运行、城市 (*.h5 *.h5.part city.yaml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>is a city package without a run</source>
        <translation>是没有运行的城市包</translation>
    </message>
    <message>
        <source>a run file</source>
        <translation>运行文件</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>向导</translation>
    </message>
    <message>
        <source>open the demo city first</source>
        <translation>请先打开示例城市</translation>
    </message>
    <message>
        <source>%1 is beside the simulation: select what it was recorded at.</source>
        <translation>%1 已与模拟并列：请选择测量对象。</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>正在读取 %1 …</translation>
    </message>
    <message>
        <source>Open recorded values</source>
        <translation>打开实测值</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;All files (*)</source>
        <translation>逗号分隔值 (*.csv);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::MapPair</name>
    <message>
        <source>Map of run B</source>
        <translation>运行 B 的地图</translation>
    </message>
    <message>
        <source>Map of the difference, B minus A</source>
        <translation>差值地图，B 减 A</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Map of run A</source>
        <translation>运行 A 的地图</translation>
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
    <name>cityproof::gui::OperatorActions</name>
    <message>
        <source>take out of service</source>
        <translation>退出运行</translation>
    </message>
    <message>
        <source>put back into service</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>cut off its electricity</source>
        <translation>切断其供电</translation>
    </message>
    <message>
        <source>give its electricity back</source>
        <translation>恢复其供电</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>close the street to vehicles</source>
        <translation>对车辆封闭街道</translation>
    </message>
    <message>
        <source>reopen the street</source>
        <translation>重新开放街道</translation>
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
    <message>
        <source>New scenario</source>
        <translation>新情景</translation>
    </message>
    <message>
        <source>line %1 of %2</source>
        <translation>%2 的第 %1 行</translation>
    </message>
    <message>
        <source>In the run</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Return goes to %1.</source>
        <translation>按回车键转到 %1。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ProfilePanel</name>
    <message>
        <source>Channel of the profile</source>
        <translation>剖面的通道</translation>
    </message>
    <message>
        <source>Next streets follow</source>
        <translation>继续添加街道</translation>
    </message>
    <message>
        <source>While it is pressed, every street that you select is put behind the ones before: a way through the city</source>
        <translation>按下时，所选的每条街道都会接在前面的街道之后：形成一条穿过城市的路径</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Only the selected street</source>
        <translation>仅所选街道</translation>
    </message>
    <message>
        <source>Select a node of the electricity or water network: values over the distance from it appear here. Select a street: the vehicles on it over time.</source>
        <translation>选择电网或供水管网的节点：此处显示随距该节点距离变化的数值。选择街道：显示其上车辆随时间的变化。</translation>
    </message>
    <message>
        <source>This run file does not say what is joined to what: it was written by an older version. Run the scenario again for profiles.</source>
        <translation>此运行文件由旧版本写入，未说明对象之间的连接关系。如需剖面，请重新运行情景。</translation>
    </message>
    <message>
        <source>%1 are no part of a network: there is no profile.</source>
        <translation>%1 不属于任何网络：没有剖面。</translation>
    </message>
    <message>
        <source>Nothing was recorded of these nodes.</source>
        <translation>没有这些节点的记录。</translation>
    </message>
    <message>
        <source>Values are being read …</source>
        <translation>正在读取数值 …</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>测压管水头</translation>
    </message>
    <message>
        <source>%1 along the network from %2</source>
        <translation>从 %2 起沿网络的 %1</translation>
    </message>
    <message>
        <source>Distance along lines or pipes</source>
        <translation>沿线路或管道的距离</translation>
    </message>
    <message>
        <source>This run holds no vehicles: there is no diagram of time and space.</source>
        <translation>此运行不含车辆：没有时空图。</translation>
    </message>
    <message>
        <source>Vehicles are being read …</source>
        <translation>正在读取车辆 …</translation>
    </message>
    <message>
        <source>No vehicle was seen on %1.</source>
        <translation>%1 上未出现车辆。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Distance along the street</source>
        <translation>沿街道的距离</translation>
    </message>
    <message>
        <source>1 vehicle on %1</source>
        <translation>%1 上有 1 辆车</translation>
    </message>
    <message>
        <source>%1 vehicles on %2</source>
        <translation>%2 上有 %1 辆车</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ProgramRun</name>
    <message>
        <source>could not be started</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>ended by signal %1 (a crash, or it was killed)</source>
        <translation>被信号 %1 终止（崩溃或被强制结束）</translation>
    </message>
    <message>
        <source>ended with exit code %1</source>
        <translation>结束，退出码 %1</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::QueuePanel</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>约剩 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min %2 s left</source>
        <translation>约剩 %1 分 %2 秒</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>约剩 %1 小时 %2 分</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause the run</source>
        <translation>暂停运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>显示运行</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Runs at a time</source>
        <translation>同时进行的运行数</translation>
    </message>
    <message>
        <source>What the run said</source>
        <translation>运行的输出</translation>
    </message>
    <message>
        <source>Takes it from this list; its files stay.</source>
        <translation>从此列表移除；其文件会保留。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Let the run go on</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>强制结束</translation>
    </message>
    <message>
        <source>Kill the run</source>
        <translation>强制结束运行</translation>
    </message>
    <message>
        <source>No run yet. Open a scenario and press Run.</source>
        <translation>尚无运行。请打开情景并按“运行”。</translation>
    </message>
    <message>
        <source>At a t&amp;ime:</source>
        <translation>同时运行(&amp;J)：</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::RunQueue</name>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>paused at %1 s</source>
        <translation>在 %1 秒处暂停</translation>
    </message>
    <message>
        <source>written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>had not ended when the window was closed</source>
        <translation>窗口关闭时尚未结束</translation>
    </message>
    <message>
        <source>ended without a result</source>
        <translation>结束但没有结果</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ScenarioCheck</name>
    <message>
        <source>could not be checked: the check %1</source>
        <translation>无法检查：检查程序%1</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ScenarioPanel</name>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 有未保存的修改。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run baseline and policies</source>
        <translation>运行基准和政策</translation>
    </message>
    <message>
        <source>Scenario and policies</source>
        <translation>情景和政策</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>种子数量</translation>
    </message>
    <message>
        <source>Each seed runs the baseline and every policy with the same random numbers. One seed alone gives no verdict.</source>
        <translation>每个种子用相同的随机数运行基准和每项政策。仅一个种子无法得出结论。</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新建情景</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>打开情景</translation>
    </message>
    <message>
        <source>Run the scenario</source>
        <translation>运行情景</translation>
    </message>
    <message>
        <source>Runs the scenario once, with its own seed.</source>
        <translation>用情景自身的种子运行一次。</translation>
    </message>
    <message>
        <source>gives no schema, so there is no form: %1</source>
        <translation>未给出模式，因此没有表单：%1</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml);;All files (*)</source>
        <translation>情景 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>own copy of %1</source>
        <translation>%1 的自有副本</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>保存情景</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation>情景 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>names no policy to compare with</source>
        <translation>未列出可供比较的政策</translation>
    </message>
    <message>
        <source>1 seed</source>
        <translation>1 个种子</translation>
    </message>
    <message>
        <source>%1 seeds</source>
        <translation>%1 个种子</translation>
    </message>
    <message>
        <source>%1: baseline and %2, %3</source>
        <translation>%1：基准和 %2，%3</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Runs the scenario without its policies and with each of them, for every seed, and compares them.</source>
        <translation>对每个种子，分别在不含政策和含各项政策的情况下运行情景，并进行比较。</translation>
    </message>
    <message>
        <source>Add a policy to the scenario first.</source>
        <translation>请先向情景添加一项政策。</translation>
    </message>
    <message>
        <source>The new scenario has changes that are not saved.</source>
        <translation>新情景有未保存的修改。</translation>
    </message>
    <message>
        <source>See&amp;ds:</source>
        <translation>种子数(&amp;N)：</translation>
    </message>
    <message>
        <source>%1 was changed outside, too. Saving it replaces that change.</source>
        <translation>%1 在外部也被修改过。保存会覆盖该修改。</translation>
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
        <translation>显示仿真城市中发生的事情，以及一项政策是否使其变得更好。</translation>
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
    <message>
        <source>F&amp;older</source>
        <translation>文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>First comparison, step by step</source>
        <translation>首次比较，一步一步</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::SwipeHandle</name>
    <message>
        <source>Divider between A and B</source>
        <translation>A 与 B 之间的分隔线</translation>
    </message>
    <message>
        <source>Drag it, or use the arrow keys: A is on its left, B on its right</source>
        <translation>拖动它或使用方向键：左侧为 A，右侧为 B</translation>
    </message>
    <message>
        <source>A fills %1 percent of the map. Arrow keys move the divider.</source>
        <translation>A 占地图的 %1%。方向键移动分隔线。</translation>
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
    <message>
        <source>Administrative areas</source>
        <translation>行政区</translation>
    </message>
    <message>
        <source>Waterways</source>
        <translation>水道</translation>
    </message>
    <message>
        <source>Places of interest</source>
        <translation>兴趣点</translation>
    </message>
    <message>
        <source>Bus stops</source>
        <translation>公交站</translation>
    </message>
    <message>
        <source>Car parks</source>
        <translation>停车场</translation>
    </message>
    <message>
        <source>Chargers</source>
        <translation>充电桩</translation>
    </message>
    <message>
        <source>Waste containers</source>
        <translation>垃圾容器</translation>
    </message>
    <message>
        <source>Emergency stations</source>
        <translation>应急站</translation>
    </message>
    <message>
        <source>Air stations</source>
        <translation>空气监测站</translation>
    </message>
    <message>
        <source>Noise stations</source>
        <translation>噪声监测站</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Substations</source>
        <translation>变电站</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>Hydrants</source>
        <translation>消火栓</translation>
    </message>
    <message>
        <source>Valves</source>
        <translation>阀门</translation>
    </message>
    <message>
        <source>Waterworks</source>
        <translation>水厂</translation>
    </message>
    <message>
        <source>Power sites</source>
        <translation>电力场地</translation>
    </message>
    <message>
        <source>Power equipment</source>
        <translation>电力设备</translation>
    </message>
    <message>
        <source>Overhead lines</source>
        <translation>架空线路</translation>
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
    <message>
        <source>Simulated minus recorded</source>
        <translation>模拟减实测</translation>
    </message>
    <message>
        <source>no GEH: intervals of %1 s do not make the hours of the clock</source>
        <translation>无 GEH：%1 秒的间隔不能组成整点小时</translation>
    </message>
    <message>
        <source>no GEH: a single value has no interval</source>
        <translation>无 GEH：单个值没有间隔</translation>
    </message>
    <message>
        <source>no GEH: no whole hour was both counted and simulated</source>
        <translation>无 GEH：没有既计数又模拟的完整小时</translation>
    </message>
    <message>
        <source>GEH below 5 in %1 of %2 hours (%3 %)</source>
        <translation>%2 小时中有 %1 小时 GEH 低于 5（%3 %）</translation>
    </message>
    <message>
        <source>%1: nothing is simulated yet</source>
        <translation>%1：尚无模拟值</translation>
    </message>
    <message>
        <source>%1: nothing was recorded from %2 to %3</source>
        <translation>%1：%2 至 %3 没有实测值</translation>
    </message>
    <message>
        <source>%1: no recorded value has a simulated one beside it</source>
        <translation>%1：没有实测值能与模拟值对应</translation>
    </message>
    <message>
        <source>%1: n = %2, mean residual %3, RMSE %4</source>
        <translation>%1：n = %2，平均残差 %3，RMSE %4</translation>
    </message>
    <message>
        <source>%1, recorded, unit assumed</source>
        <translation>%1，实测，单位为假定</translation>
    </message>
    <message>
        <source>%1, recorded</source>
        <translation>%1，实测</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>class of a difference, number of things in it</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>numbers separated by commas</source>
        <translation>用逗号分隔的数字</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::XyPlot</name>
    <message>
        <source>Profile</source>
        <translation>剖面</translation>
    </message>
    <message>
        <source>%1 over %2; %3 lines, %4 points. Arrow keys go from point to point.</source>
        <translation>%1 随 %2 变化；%3 条线，%4 个点。方向键逐点移动。</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::YamlDocument</name>
    <message>
        <source>typing</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>is no text in UTF-8</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>save it as UTF-8 in another editor</source>
        <translation>请在其他编辑器中另存为 UTF-8</translation>
    </message>
    <message>
        <source>mixes the line ends of two systems</source>
        <translation>混用了两种系统的换行符</translation>
    </message>
    <message>
        <source>save it with one kind of line ends in another editor</source>
        <translation>请在其他编辑器中用统一的换行符保存</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::YamlView</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
</TS>
