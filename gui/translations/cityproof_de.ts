<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>cityproof::gui::Channels</name>
    <message>
        <source>Street speed</source>
        <translation>Tempo auf Straßen</translation>
    </message>
    <message>
        <source>Street vehicles</source>
        <translation>Fahrzeuge auf Straßen</translation>
    </message>
    <message>
        <source>Street halting</source>
        <translation>Haltende auf Straßen</translation>
    </message>
    <message>
        <source>Lane halting</source>
        <translation>Haltende auf Fahrstreifen</translation>
    </message>
    <message>
        <source>Signal dark</source>
        <translation>Ampel aus</translation>
    </message>
    <message>
        <source>Signal heads lit</source>
        <translation>Leuchtende Signalgeber</translation>
    </message>
    <message>
        <source>Bus voltage</source>
        <translation>Knotenspannung</translation>
    </message>
    <message>
        <source>Bus energised</source>
        <translation>Knoten unter Spannung</translation>
    </message>
    <message>
        <source>Line loading</source>
        <translation>Leitungsauslastung</translation>
    </message>
    <message>
        <source>Line loss</source>
        <translation>Leitungsverlust</translation>
    </message>
    <message>
        <source>Transformer loading</source>
        <translation>Trafoauslastung</translation>
    </message>
    <message>
        <source>Node pressure</source>
        <translation>Druck am Knoten</translation>
    </message>
    <message>
        <source>Node deficit</source>
        <translation>Fehlmenge am Knoten</translation>
    </message>
    <message>
        <source>Pipe flow</source>
        <translation>Durchfluss im Rohr</translation>
    </message>
    <message>
        <source>Pump power</source>
        <translation>Pumpenleistung</translation>
    </message>
    <message>
        <source>Tank level</source>
        <translation>Behälterstand</translation>
    </message>
    <message>
        <source>Lamp load</source>
        <translation>Last der Leuchten</translation>
    </message>
    <message>
        <source>Meter load</source>
        <translation>Last der Zähler</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Messwert</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ChartPanel</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep these lines when something else is selected</source>
        <translation>Diese Linien behalten, wenn etwas anderes gewählt wird</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Residuals in numbers</source>
        <translation>Abweichungen in Zahlen</translation>
    </message>
    <message>
        <source>Show the first line minus the second one</source>
        <translation>Die erste Linie minus die zweite zeigen</translation>
    </message>
    <message>
        <source>Recorded…</source>
        <translation>Messwerte…</translation>
    </message>
    <message>
        <source>Hold the lines against recorded values of a CSV file: loop counts, pressures, readings of meters</source>
        <translation>Die Linien Messwerten einer CSV-Datei gegenüberstellen: Zählungen, Drücke, Zählerstände</translation>
    </message>
    <message>
        <source>Let go of the lines that were kept and of recorded values</source>
        <translation>Behaltene Linien und Messwerte entfernen</translation>
    </message>
    <message>
        <source>%1: nothing in it has the id and a unit of these lines</source>
        <translation>%1: enthält nichts mit der Kennung und einer Einheit dieser Linien</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeit</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>The demo city, recent runs and help</source>
        <translation>Die Beispielstadt, zuletzt geöffnete Läufe und Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open a run…</source>
        <translation>Lauf &amp;öffnen…</translation>
    </message>
    <message>
        <source>Show another run file</source>
        <translation>Eine andere Laufdatei zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Das Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Find a street, a signal or anything else by its id</source>
        <translation>Eine Straße, eine Ampel oder anderes nach der Kennung finden</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Fit the whole city into the window</source>
        <translation>Die ganze Stadt in das Fenster einpassen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Hineinzoomen</translation>
    </message>
    <message>
        <source>Show less of the city, larger</source>
        <translation>Weniger von der Stadt zeigen, größer</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Hinaus&amp;zoomen</translation>
    </message>
    <message>
        <source>Show more of the city, smaller</source>
        <translation>Mehr von der Stadt zeigen, kleiner</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>Abs&amp;pielen oder anhalten</translation>
    </message>
    <message>
        <source>Let the time of the run pass</source>
        <translation>Die Zeit des Laufs vergehen lassen</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>Schritt &amp;zurück</translation>
    </message>
    <message>
        <source>One recorded moment back</source>
        <translation>Einen aufgezeichneten Zeitpunkt zurück</translation>
    </message>
    <message>
        <source>&amp;Step forward</source>
        <translation>Schritt &amp;vor</translation>
    </message>
    <message>
        <source>One recorded moment on</source>
        <translation>Einen aufgezeichneten Zeitpunkt weiter</translation>
    </message>
    <message>
        <source>&amp;First moment</source>
        <translation>&amp;Erster Zeitpunkt</translation>
    </message>
    <message>
        <source>The first recorded moment</source>
        <translation>Der erste aufgezeichnete Zeitpunkt</translation>
    </message>
    <message>
        <source>&amp;Last moment</source>
        <translation>&amp;Letzter Zeitpunkt</translation>
    </message>
    <message>
        <source>The last recorded moment</source>
        <translation>Der letzte aufgezeichnete Zeitpunkt</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>La&amp;ngsamer</translation>
    </message>
    <message>
        <source>Let the time pass more slowly</source>
        <translation>Die Zeit langsamer vergehen lassen</translation>
    </message>
    <message>
        <source>Fas&amp;ter</source>
        <translation>S&amp;chneller</translation>
    </message>
    <message>
        <source>Let the time pass faster</source>
        <translation>Die Zeit schneller vergehen lassen</translation>
    </message>
    <message>
        <source>Follow the &amp;end</source>
        <translation>Dem En&amp;de folgen</translation>
    </message>
    <message>
        <source>Show the newest moment of a run that goes on</source>
        <translation>Den neuesten Zeitpunkt eines laufenden Laufs zeigen</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>&amp;Ebenen</translation>
    </message>
    <message>
        <source>Layers and legend</source>
        <translation>Ebenen und Legende</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>Values of what is selected</source>
        <translation>Werte des Gewählten</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>&amp;Diagramm</translation>
    </message>
    <message>
        <source>Values over time</source>
        <translation>Werte im Zeitverlauf</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>E&amp;reignisse</translation>
    </message>
    <message>
        <source>What happened in the run</source>
        <translation>Was im Lauf geschah</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>&amp;Probleme</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Li&amp;ght colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>Colours of paper</source>
        <translation>Farben wie auf Papier</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>D&amp;unkle Farben</translation>
    </message>
    <message>
        <source>Colours of a dark room</source>
        <translation>Farben für einen dunklen Raum</translation>
    </message>
    <message>
        <source>Light or dark, as the desktop is</source>
        <translation>Hell oder dunkel, wie der Desktop</translation>
    </message>
    <message>
        <source>User&apos;s &amp;guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>Read how the viewer is used</source>
        <translation>Lesen, wie man den Betrachter benutzt</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>All keys on one page</source>
        <translation>Alle Tasten auf einer Seite</translation>
    </message>
    <message>
        <source>&amp;About Cityproof</source>
        <translation>Ü&amp;ber Cityproof</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>Version und Lizenzen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>&amp;Startseite</translation>
    </message>
    <message>
        <source>Open a s&amp;cenario…</source>
        <translation>Szenario ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Change a scenario and run it</source>
        <translation>Ein Szenario ändern und rechnen</translation>
    </message>
    <message>
        <source>&amp;Save the scenario</source>
        <translation>Szenario s&amp;peichern</translation>
    </message>
    <message>
        <source>Write the scenario or policy that is being changed</source>
        <translation>Das Szenario oder die Maßnahme in Bearbeitung schreiben</translation>
    </message>
    <message>
        <source>&amp;Run the scenario</source>
        <translation>Szenario &amp;rechnen</translation>
    </message>
    <message>
        <source>Run the scenario as it is</source>
        <translation>Das Szenario rechnen, wie es ist</translation>
    </message>
    <message>
        <source>Run &amp;baseline and policies</source>
        <translation>Basisfall und &amp;Maßnahmen rechnen</translation>
    </message>
    <message>
        <source>Run the scenario with and without its policies, over several seeds</source>
        <translation>Das Szenario mit und ohne seine Maßnahmen rechnen, über mehrere Startwerte</translation>
    </message>
    <message>
        <source>Compare &amp;with…</source>
        <translation>&amp;Vergleichen mit…</translation>
    </message>
    <message>
        <source>Hold other runs against this one</source>
        <translation>Andere Läufe diesem gegenüberstellen</translation>
    </message>
    <message>
        <source>Compare the &amp;arms of a study…</source>
        <translation>&amp;Arme einer Studie vergleichen…</translation>
    </message>
    <message>
        <source>Hold the policies of a study against its baseline</source>
        <translation>Die Maßnahmen einer Studie ihrem Basisfall gegenüberstellen</translation>
    </message>
    <message>
        <source>Save the &amp;map…</source>
        <translation>&amp;Karte speichern…</translation>
    </message>
    <message>
        <source>Write what the map shows to a file (PNG, SVG)</source>
        <translation>Was die Karte zeigt, in eine Datei schreiben (PNG, SVG)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change of the scenario</source>
        <translation>Die letzte Änderung des Szenarios zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again</source>
        <translation>Die Änderung wiederholen</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation>Profi&amp;l</translation>
    </message>
    <message>
        <source>Values along lines, pipes and streets</source>
        <translation>Werte entlang von Leitungen, Rohren und Straßen</translation>
    </message>
    <message>
        <source>&amp;Key figures</source>
        <translation>&amp;Kennzahlen</translation>
    </message>
    <message>
        <source>Key figures of the compared runs</source>
        <translation>Kennzahlen der verglichenen Läufe</translation>
    </message>
    <message>
        <source>&amp;Scenario</source>
        <translation>&amp;Szenario</translation>
    </message>
    <message>
        <source>The scenario and its policies</source>
        <translation>Das Szenario und seine Maßnahmen</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>Läu&amp;fe</translation>
    </message>
    <message>
        <source>Runs that wait, go on and have ended</source>
        <translation>Wartende, laufende und beendete Läufe</translation>
    </message>
    <message>
        <source>S&amp;ystem&apos;s colours</source>
        <translation>Farben des S&amp;ystems</translation>
    </message>
    <message>
        <source>First co&amp;mparison</source>
        <translation>Erster &amp;Vergleich</translation>
    </message>
    <message>
        <source>Step by step to a verdict of your own</source>
        <translation>Schritt für Schritt zum eigenen Befund</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::CompareBar</name>
    <message>
        <source>&amp;Arm</source>
        <translation>A&amp;rm</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>mean over the &amp;range</source>
        <translation>Mittel über den Bere&amp;ich</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>A left, B right</source>
        <translation>A links, B rechts</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>One map: A left of a divider, B right of it</source>
        <translation>Eine Karte: A links einer Trennlinie, B rechts davon</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>One map of B minus A</source>
        <translation>Eine Karte von B minus A</translation>
    </message>
    <message>
        <source>Channel that is compared</source>
        <translation>Verglichener Kanal</translation>
    </message>
    <message>
        <source>Arm of the study</source>
        <translation>Arm der Studie</translation>
    </message>
    <message>
        <source>Seed of the two runs that are shown</source>
        <translation>Startwert der beiden gezeigten Läufe</translation>
    </message>
    <message>
        <source>Difference of means over the range</source>
        <translation>Differenz der Mittel über den Bereich</translation>
    </message>
    <message>
        <source>Mean of the differences of all seeds</source>
        <translation>Mittel der Differenzen aller Startwerte</translation>
    </message>
    <message>
        <source>Write these maps to a file</source>
        <translation>Diese Karten in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Den Vergleich schließen</translation>
    </message>
    <message>
        <source>The difference of the means over the range of the time bar, or over the whole run; else of the shown moment</source>
        <translation>Die Differenz der Mittel über den Bereich der Zeitleiste oder über den ganzen Lauf; sonst die des gezeigten Zeitpunkts</translation>
    </message>
    <message>
        <source>The mean of the differences of all pairs of runs with one seed</source>
        <translation>Das Mittel der Differenzen aller Paare von Läufen mit gleichem Startwert</translation>
    </message>
    <message>
        <source>Write these maps to a file (PNG, SVG)</source>
        <translation>Diese Karten in eine Datei schreiben (PNG, SVG)</translation>
    </message>
    <message>
        <source>Show run A alone</source>
        <translation>Nur Lauf A zeigen</translation>
    </message>
    <message>
        <source>mean of a&amp;ll seeds</source>
        <translation>Mittel aller Startwer&amp;te</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>mean of a&amp;ll %1 seeds</source>
        <translation>Mittel aller %1 Startwer&amp;te</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Class limits of the difference</source>
        <translation>Klassengrenzen der Differenz</translation>
    </message>
    <message>
        <source>Class limits: %1.</source>
        <translation>Klassengrenzen: %1.</translation>
    </message>
    <message>
        <source>At most 3 positive numbers in the legend&apos;s unit, ascending, separated by commas: &quot;2, 5&quot; means −5, −2, 2 and 5. Empty: from the data</source>
        <translation>Höchstens 3 positive Zahlen in der Einheit der Legende, aufsteigend, durch Kommas getrennt: „2, 5“ bedeutet −5, −2, 2 und 5. Leer: aus den Daten</translation>
    </message>
    <message>
        <source>auto</source>
        <comment>class limits come from the data</comment>
        <translation>auto</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::CompareView</name>
    <message>
        <source>B − A: %1 %2</source>
        <translation>B − A: %1 %2</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1, B − A</source>
        <translation>%1, B − A</translation>
    </message>
    <message>
        <source>B − A: %1 minus %2</source>
        <translation>B − A: %1 minus %2</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Basisfall</translation>
    </message>
    <message>
        <source>B − A: %1 minus %2, mean of %3 seeds</source>
        <translation>B − A: %1 minus %2, Mittel aus %3 Startwerten</translation>
    </message>
    <message>
        <source>mean from %1 to %2</source>
        <translation>Mittel von %1 bis %2</translation>
    </message>
    <message>
        <source>arm %1</source>
        <translation>Arm %1</translation>
    </message>
    <message>
        <source>scenario %1</source>
        <translation>Szenario %1</translation>
    </message>
    <message>
        <source>Cityproof %1</source>
        <translation>Cityproof %1</translation>
    </message>
    <message>
        <source>seeds %1</source>
        <translation>Startwerte %1</translation>
    </message>
    <message>
        <source>study, arm %1</source>
        <translation>Studie, Arm %1</translation>
    </message>
    <message>
        <source>is left out: the other arm has no run of its seed</source>
        <translation>wird ausgelassen: der andere Arm hat keinen Lauf mit diesem Startwert</translation>
    </message>
    <message>
        <source>is a run of another city, or of another version of it, than run A</source>
        <translation>ist ein Lauf einer anderen Stadt oder eines anderen Stands der Stadt als Lauf A</translation>
    </message>
    <message>
        <source>what has the same id is compared all the same</source>
        <translation>verglichen wird trotzdem, was dieselbe Kennung hat</translation>
    </message>
    <message>
        <source>begins at another time than run A: %1 and %2</source>
        <translation>beginnt zu einer anderen Zeit als Lauf A: %1 und %2</translation>
    </message>
    <message>
        <source>both are shown at the same time since their start</source>
        <translation>beide werden zur gleichen Zeit seit ihrem Start gezeigt</translation>
    </message>
    <message>
        <source>has seed %1, run A has seed %2: chance is a part of the difference</source>
        <translation>hat Startwert %1, Lauf A hat Startwert %2: ein Teil der Differenz ist Zufall</translation>
    </message>
    <message>
        <source>compare runs of one seed</source>
        <translation>Läufe mit gleichem Startwert vergleichen</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::CompareWords</name>
    <message>
        <source>two runs have seed %1</source>
        <translation>zwei Läufe haben den Startwert %1</translation>
    </message>
    <message>
        <source>one run of each seed</source>
        <translation>ein Lauf je Startwert</translation>
    </message>
    <message>
        <source>no seed is in both arms</source>
        <translation>kein Startwert kommt in beiden Armen vor</translation>
    </message>
    <message>
        <source>runs of the same seeds</source>
        <translation>Läufe mit denselben Startwerten</translation>
    </message>
    <message>
        <source>there is no study.h5 in this folder</source>
        <translation>in diesem Ordner gibt es keine study.h5</translation>
    </message>
    <message>
        <source>a folder that `cityproof batch` has finished</source>
        <translation>ein Ordner, den `cityproof batch` abgeschlossen hat</translation>
    </message>
    <message>
        <source>run `cityproof merge` on it</source>
        <translation>`cityproof merge` darauf anwenden</translation>
    </message>
    <message>
        <source>no seed is done in two arms</source>
        <translation>kein Startwert ist in zwei Armen fertig gerechnet</translation>
    </message>
    <message>
        <source>a study with a baseline and at least one policy</source>
        <translation>eine Studie mit einem Basisfall und mindestens einer Maßnahme</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Basisfall</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1, Startwert %2</translation>
    </message>
    <message>
        <source>is in %1, in the other run in %2</source>
        <translation>ist in %1 angegeben, im anderen Lauf in %2</translation>
    </message>
    <message>
        <source>two runs of one version</source>
        <translation>zwei Läufe derselben Version</translation>
    </message>
    <message>
        <source>a run is still writing this file</source>
        <translation>ein Lauf schreibt noch in diese Datei</translation>
    </message>
    <message>
        <source>runs that have ended</source>
        <translation>beendete Läufe</translation>
    </message>
    <message>
        <source>the difference can be shown when it has ended; side by side goes now</source>
        <translation>die Differenz lässt sich zeigen, wenn er beendet ist; nebeneinander geht es schon jetzt</translation>
    </message>
    <message>
        <source>nothing of table &apos;%1&apos; is in both runs</source>
        <translation>nichts aus der Tabelle &apos;%1&apos; kommt in beiden Läufen vor</translation>
    </message>
    <message>
        <source>two runs of one city</source>
        <translation>zwei Läufe derselben Stadt</translation>
    </message>
    <message>
        <source>is no report of `cityproof compare --json`</source>
        <translation>ist kein Bericht von `cityproof compare --json`</translation>
    </message>
    <message>
        <source>is a report of a newer version of Cityproof</source>
        <translation>ist ein Bericht einer neueren Version von Cityproof</translation>
    </message>
    <message>
        <source>a report of this one</source>
        <translation>ein Bericht dieser Version</translation>
    </message>
    <message>
        <source>update the viewer</source>
        <translation>den Betrachter aktualisieren</translation>
    </message>
    <message>
        <source>not in every run</source>
        <translation>nicht in jedem Lauf</translation>
    </message>
    <message>
        <source>one seed: no statistical statement possible</source>
        <translation>ein Startwert: keine statistische Aussage möglich</translation>
    </message>
    <message>
        <source>the same in every pair</source>
        <translation>in jedem Paar gleich</translation>
    </message>
    <message>
        <source>not distinguishable, counting all figures</source>
        <translation>nicht unterscheidbar, wenn man alle Kennzahlen zählt</translation>
    </message>
    <message>
        <source>not distinguishable</source>
        <translation>nicht unterscheidbar</translation>
    </message>
    <message>
        <source>lower by %1</source>
        <translation>niedriger um %1</translation>
    </message>
    <message>
        <source>higher by %1</source>
        <translation>höher um %1</translation>
    </message>
    <message>
        <source>better: %1</source>
        <translation>besser: %1</translation>
    </message>
    <message>
        <source>worse: %1</source>
        <translation>schlechter: %1</translation>
    </message>
    <message>
        <source>The study&apos;s gates are not checked, because runs of the study are missing.</source>
        <translation>Die Prüfbedingungen der Studie werden nicht geprüft, weil Läufe der Studie fehlen.</translation>
    </message>
    <message>
        <source>The study&apos;s gate passes: %1.</source>
        <translation>Die Prüfbedingung der Studie ist erfüllt: %1.</translation>
    </message>
    <message>
        <source>All %1 gates of the study pass.</source>
        <translation>Alle %1 Prüfbedingungen der Studie sind erfüllt.</translation>
    </message>
    <message>
        <source>Gates of the study that pass: %1 of %2.</source>
        <translation>Erfüllte Prüfbedingungen der Studie: %1 von %2.</translation>
    </message>
    <message>
        <source>Fail: %1.</source>
        <translation>Nicht erfüllt: %1.</translation>
    </message>
    <message>
        <source>Inconclusive: %1.</source>
        <translation>Nicht entschieden: %1.</translation>
    </message>
    <message>
        <source>One pair of runs: no statistical statement is possible.</source>
        <translation>Ein Paar von Läufen: keine statistische Aussage möglich.</translation>
    </message>
    <message>
        <source>At %1:</source>
        <translation>Bei %1:</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ComparisonProgram</name>
    <message>
        <source>is not written: a report is being written already</source>
        <translation>wird nicht geschrieben: es wird bereits ein Bericht geschrieben</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::DemoMaker</name>
    <message>
        <source>exit code %1</source>
        <translation>Endcode %1</translation>
    </message>
    <message>
        <source>it crashed</source>
        <translation>es ist abgestürzt</translation>
    </message>
    <message>
        <source>the demo city could not be made (%1)</source>
        <translation>die Beispielstadt konnte nicht erzeugt werden (%1)</translation>
    </message>
    <message>
        <source>what is finished stays; the same button goes on from there</source>
        <translation>was fertig ist, bleibt; derselbe Knopf macht dort weiter</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::DocumentEditor</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>The text cannot be read. The form comes back when it is mended.</source>
        <translation>Der Text ist nicht lesbar. Das Formular erscheint wieder, sobald er berichtigt ist.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was falsch ist</translation>
    </message>
    <message>
        <source>change of %1</source>
        <translation>Änderung von %1</translation>
    </message>
    <message>
        <source>new entry of %1</source>
        <translation>neuer Eintrag in %1</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>Entfernen von %1</translation>
    </message>
    <message>
        <source>order of %1</source>
        <translation>Reihenfolge von %1</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Sound: it can be run.</source>
        <translation>In Ordnung: kann gerechnet werden.</translation>
    </message>
    <message>
        <source>1 thing to mend:</source>
        <translation>1 Punkt zu berichtigen:</translation>
    </message>
    <message>
        <source>%1 things to mend:</source>
        <translation>%1 Punkte zu berichtigen:</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::EventsPanel</name>
    <message>
        <source>Filter events</source>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::FieldGroup</name>
    <message>
        <source>Pick</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Pick on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Then click the thing on the map.</source>
        <translation>Klicken Sie danach den Gegenstand auf der Karte an.</translation>
    </message>
    <message>
        <source>%1; expected: %2</source>
        <translation>%1; erwartet: %2</translation>
    </message>
    <message>
        <source>%1; to mend: %2</source>
        <translation>%1; Abhilfe: %2</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::FindPalette</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find by id: street, signal, bus, vehicle …</source>
        <translation>Nach Kennung suchen: Straße, Ampel, Knoten, Fahrzeug …</translation>
    </message>
    <message>
        <source>Find by id</source>
        <translation>Nach Kennung suchen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing in this run has that id.</source>
        <translation>Nichts in diesem Lauf hat diese Kennung.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::FirstComparison</name>
    <message>
        <source>Open the demo city</source>
        <translation>Beispielstadt öffnen</translation>
    </message>
    <message>
        <source>An invented town. Its runs are made the first time, which takes a few minutes.</source>
        <translation>Eine erfundene Stadt. Beim ersten Mal werden ihre Läufe gerechnet, das dauert einige Minuten.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Watch the morning</source>
        <translation>Den Morgen ansehen</translation>
    </message>
    <message>
        <source>Space plays and pauses. Colours are speeds, dots are vehicles.</source>
        <translation>Die Leertaste spielt ab und hält an. Farben sind Tempi, Punkte sind Fahrzeuge.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Make it your own</source>
        <translation>Zu Ihrem eigenen machen</translation>
    </message>
    <message>
        <source>A scenario says what is simulated. This opens a copy of the demo&apos;s, twenty minutes long so that it is quick.</source>
        <translation>Ein Szenario sagt, was simuliert wird. Hier öffnet sich eine Kopie des Beispiels, zwanzig Minuten lang, damit es schnell geht.</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Choose a measure</source>
        <translation>Eine Maßnahme wählen</translation>
    </message>
    <message>
        <source>A policy is what is to be tested: here, signals that follow the queues. Change one of its numbers if you like.</source>
        <translation>Eine Maßnahme ist das, was geprüft wird: hier Ampeln, die sich nach den Schlangen richten. Ändern Sie eine ihrer Zahlen, wenn Sie mögen.</translation>
    </message>
    <message>
        <source>Add adaptive signals</source>
        <translation>Adaptive Ampeln hinzufügen</translation>
    </message>
    <message>
        <source>Run it with and without</source>
        <translation>Mit und ohne rechnen</translation>
    </message>
    <message>
        <source>Three seeds: the same three mornings twice. One morning would be chance.</source>
        <translation>Drei Startwerte: dieselben drei Morgen zweimal. Ein einzelner Morgen wäre Zufall.</translation>
    </message>
    <message>
        <source>Run baseline and policy</source>
        <translation>Basisfall und Maßnahme rechnen</translation>
    </message>
    <message>
        <source>Read the verdict</source>
        <translation>Den Befund lesen</translation>
    </message>
    <message>
        <source>The sentence above the key figures says what changed and how sure that is. On the map: where.</source>
        <translation>Der Satz über den Kennzahlen sagt, was sich geändert hat und wie sicher das ist. Auf der Karte: wo.</translation>
    </message>
    <message>
        <source>Show the key figures</source>
        <translation>Kennzahlen zeigen</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>A page with tables, charts and a map that opens in any browser.</source>
        <translation>Eine Seite mit Tabellen, Diagrammen und einer Karte, die jeder Browser öffnet.</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Done. The guide in Help (F1) goes on from here.</source>
        <translation>Fertig. Die Hilfe (F1) führt von hier aus weiter.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Inspector</name>
    <message>
        <source>Values of the selected thing</source>
        <translation>Werte des gewählten Dings</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>not on the map</source>
        <translation>nicht auf der Karte</translation>
    </message>
    <message>
        <source>East</source>
        <translation>Ost</translation>
    </message>
    <message>
        <source>North</source>
        <translation>Nord</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>Click something on the map, or press Ctrl+F</source>
        <translation>Klicken Sie etwas auf der Karte an oder drücken Sie Strg+F</translation>
    </message>
    <message>
        <source>Source of the data</source>
        <translation>Herkunft der Daten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>not on the road now</source>
        <translation>jetzt nicht auf der Straße</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ItemListEditor</name>
    <message>
        <source>%1: %2 of %3 at %4</source>
        <translation>%1: %2 an %3 bei %4</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>New entry of %1</source>
        <translation>Neuer Eintrag in %1</translation>
    </message>
    <message>
        <source>Name or file</source>
        <translation>Name oder Datei</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Open the chosen one of %1</source>
        <translation>Den gewählten Eintrag in %1 öffnen</translation>
    </message>
    <message>
        <source>Remove from %1</source>
        <translation>Aus %1 entfernen</translation>
    </message>
    <message>
        <source>Move up in %1</source>
        <translation>In %1 nach oben schieben</translation>
    </message>
    <message>
        <source>Move down in %1</source>
        <translation>In %1 nach unten schieben</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::KeyFigureModel</name>
    <message>
        <source>Probability of such an effect by chance alone, corrected for the number of figures (Holm)</source>
        <translation>Wahrscheinlichkeit einer solchen Wirkung allein durch Zufall, korrigiert für die Anzahl der Kennzahlen (Holm)</translation>
    </message>
    <message>
        <source>Key figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Basisfall</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Relativ</translation>
    </message>
    <message>
        <source>%1 % interval</source>
        <translation>%1-%-Intervall</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>p, adjusted</source>
        <translation>p, korrigiert</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::KeyFigureTable</name>
    <message>
        <source>only what differs</source>
        <translation>nur Unterschiede</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>HTML report…</source>
        <translation>HTML-Bericht…</translation>
    </message>
    <message>
        <source>Key figures of both arms</source>
        <translation>Kennzahlen beider Arme</translation>
    </message>
    <message>
        <source>Show only key figures that differ</source>
        <translation>Nur Kennzahlen zeigen, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Save the key figures as CSV</source>
        <translation>Die Kennzahlen als CSV speichern</translation>
    </message>
    <message>
        <source>Save the report of the comparison as HTML</source>
        <translation>Den Bericht des Vergleichs als HTML speichern</translation>
    </message>
    <message>
        <source>Compare two runs, or the arms of a study: their key figures appear here.</source>
        <translation>Vergleichen Sie zwei Läufe oder die Arme einer Studie: Ihre Kennzahlen erscheinen hier.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::KeyFigures</name>
    <message>
        <source>energy: loss</source>
        <translation>Energie: Leitungsverluste</translation>
    </message>
    <message>
        <source>energy: transformer loss</source>
        <translation>Energie: Trafoverluste</translation>
    </message>
    <message>
        <source>energy: unserved</source>
        <translation>Energie: nicht versorgt</translation>
    </message>
    <message>
        <source>energy: voltage min</source>
        <translation>Energie: niedrigste Spannung</translation>
    </message>
    <message>
        <source>energy: line loading max</source>
        <translation>Energie: höchste Leitungsauslastung</translation>
    </message>
    <message>
        <source>energy: peak load</source>
        <translation>Energie: Spitzenlast</translation>
    </message>
    <message>
        <source>energy: supplied</source>
        <translation>Energie: Netzbezug</translation>
    </message>
    <message>
        <source>energy: unsolved steps</source>
        <translation>Energie: ungelöste Schritte</translation>
    </message>
    <message>
        <source>sensors: readings</source>
        <translation>Sensoren: Messwerte</translation>
    </message>
    <message>
        <source>sensors: lost</source>
        <translation>Sensoren: verlorene Messwerte</translation>
    </message>
    <message>
        <source>sensors: no data</source>
        <translation>Sensoren: Messwerte ohne Wert</translation>
    </message>
    <message>
        <source>sensors: unpowered</source>
        <translation>Sensoren: ausgefallen ohne Strom</translation>
    </message>
    <message>
        <source>services: saidi</source>
        <translation>Dienste: SAIDI</translation>
    </message>
    <message>
        <source>services: customers interrupted</source>
        <translation>Dienste: unterbrochene Kunden</translation>
    </message>
    <message>
        <source>services: energy delivered</source>
        <translation>Dienste: gelieferter Strom</translation>
    </message>
    <message>
        <source>services: lamp energy</source>
        <translation>Dienste: Strom der Straßenleuchten</translation>
    </message>
    <message>
        <source>services: lamp dark</source>
        <translation>Dienste: Dunkelzeit der Straßenleuchten</translation>
    </message>
    <message>
        <source>traffic: delay mean</source>
        <translation>Verkehr: mittlerer Zeitverlust</translation>
    </message>
    <message>
        <source>traffic: waiting mean</source>
        <translation>Verkehr: mittlere Haltezeit</translation>
    </message>
    <message>
        <source>traffic: travel time mean</source>
        <translation>Verkehr: mittlere Reisezeit</translation>
    </message>
    <message>
        <source>traffic: vehicles</source>
        <translation>Verkehr: Fahrzeuge</translation>
    </message>
    <message>
        <source>traffic: arrived</source>
        <translation>Verkehr: angekommen</translation>
    </message>
    <message>
        <source>traffic: never in</source>
        <translation>Verkehr: nicht eingefahren</translation>
    </message>
    <message>
        <source>traffic: teleports</source>
        <translation>Verkehr: Teleportationen</translation>
    </message>
    <message>
        <source>traffic: distance</source>
        <translation>Verkehr: Fahrleistung</translation>
    </message>
    <message>
        <source>traffic: signal dark</source>
        <translation>Verkehr: Dunkelzeit der Ampeln</translation>
    </message>
    <message>
        <source>traffic: co2</source>
        <translation>Verkehr: CO2</translation>
    </message>
    <message>
        <source>water: pump energy</source>
        <translation>Wasser: Pumpenstrom</translation>
    </message>
    <message>
        <source>water: unserved</source>
        <translation>Wasser: Fehlmenge</translation>
    </message>
    <message>
        <source>water: delivered</source>
        <translation>Wasser: geliefert</translation>
    </message>
    <message>
        <source>water: unsolved steps</source>
        <translation>Wasser: ungelöste Schritte</translation>
    </message>
    <message>
        <source>water: tank level min</source>
        <translation>Wasser: niedrigster Behälterstand</translation>
    </message>
    <message>
        <source>water: pressure min</source>
        <translation>Wasser: niedrigster Druck</translation>
    </message>
    <message>
        <source>traffic: closed out</source>
        <translation>Verkehr: durch Sperrung abgebrochen</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>Färben nach</translation>
    </message>
    <message>
        <source>Class limits</source>
        <translation>Klassengrenzen</translation>
    </message>
    <message>
        <source>from the data</source>
        <translation>aus den Daten</translation>
    </message>
    <message>
        <source>At most 6 numbers, ascending, separated by commas; empty: from the data</source>
        <translation>Höchstens 6 Zahlen, aufsteigend, durch Kommas getrennt; leer: aus den Daten</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Fit classes to the data</source>
        <translation>Klassen den Daten anpassen</translation>
    </message>
    <message>
        <source>Take the classes from all that was recorded so far</source>
        <translation>Die Klassen aus allem nehmen, was bisher aufgezeichnet ist</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>No layer is chosen</source>
        <translation>Keine Ebene ist gewählt</translation>
    </message>
    <message>
        <source>%1: colour by</source>
        <translation>%1: färben nach</translation>
    </message>
    <message>
        <source>nothing (plain)</source>
        <translation>nichts (einfarbig)</translation>
    </message>
    <message>
        <source>Class limits: %1.</source>
        <translation>Klassengrenzen: %1.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::LegendView</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
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
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>Die Probleme zeigen</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 Probleme</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>Öffne %1 …</translation>
    </message>
    <message>
        <source>The run goes on.</source>
        <translation>Der Lauf geht weiter.</translation>
    </message>
    <message>
        <source>%1 m east, %2 m north</source>
        <translation>%1 m Ost, %2 m Nord</translation>
    </message>
    <message>
        <source>about 1:%1</source>
        <translation>etwa 1:%1</translation>
    </message>
    <message>
        <source>%1 (map data: %2)</source>
        <translation>%1 (Kartendaten: %2)</translation>
    </message>
    <message>
        <source>About Cityproof</source>
        <translation>Über Cityproof</translation>
    </message>
    <message>
        <source>Cityproof shows, runs and compares simulated cities.

It uses Qt under the LGPL, linked dynamically; THIRD_PARTY.md lists all licences.</source>
        <translation>Cityproof zeigt, rechnet und vergleicht simulierte Städte.

Es benutzt Qt unter der LGPL, dynamisch gebunden; THIRD_PARTY.md nennt alle Lizenzen.</translation>
    </message>
    <message>
        <source>Runs (*.h5 *.h5.part);;All files (*)</source>
        <translation>Läufe (*.h5 *.h5.part);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Runs of the demo city: %1 of %2 are made.</source>
        <translation>Läufe der Beispielstadt: %1 von %2 sind fertig.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>On the map: arrow keys move it, + and - zoom, Return selects what is in the middle.</source>
        <translation>Auf der Karte: Pfeiltasten verschieben sie, + und - zoomen, die Eingabetaste wählt, was in der Mitte ist.</translation>
    </message>
    <message>
        <source>the user&apos;s guide is not beside the program</source>
        <translation>das Handbuch liegt nicht beim Programm</translation>
    </message>
    <message>
        <source>install it with `cmake --install`, or read docs/viewer.md of the sources</source>
        <translation>mit `cmake --install` installieren oder docs/viewer.md der Quellen lesen</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>There are no key figures: %1</source>
        <translation>Es gibt keine Kennzahlen: %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Save the key figures</source>
        <translation>Kennzahlen speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Key figures are being compared …</source>
        <translation>Die Kennzahlen werden verglichen …</translation>
    </message>
    <message>
        <source>Compare two runs, or the arms of a study: their key figures appear here.</source>
        <translation>Vergleichen Sie zwei Läufe oder die Arme einer Studie: Ihre Kennzahlen erscheinen hier.</translation>
    </message>
    <message>
        <source>Compare this run with</source>
        <translation>Diesen Lauf vergleichen mit</translation>
    </message>
    <message>
        <source>Compare the arms of a study</source>
        <translation>Die Arme einer Studie vergleichen</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>Karte speichern</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg)</source>
        <translation>Bild (*.png);;Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml);;All files (*)</source>
        <translation>Szenarien (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Click the thing on the map.</source>
        <translation>Klicken Sie den Gegenstand auf der Karte an.</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>Now in this run: %1</source>
        <translation>Jetzt in diesem Lauf: %1</translation>
    </message>
    <message>
        <source>New event of the scenario: %1</source>
        <translation>Neues Ereignis des Szenarios: %1</translation>
    </message>
    <message>
        <source>Runs go on</source>
        <translation>Läufe sind noch im Gang</translation>
    </message>
    <message>
        <source>Runs that have not ended are stopped when the window closes. What they have simulated stays.</source>
        <translation>Noch nicht beendete Läufe werden gestoppt, wenn das Fenster geschlossen wird. Was sie bis dahin simuliert haben, bleibt erhalten.</translation>
    </message>
    <message>
        <source>there is nothing to compare it with</source>
        <translation>es gibt nichts, womit verglichen werden könnte</translation>
    </message>
    <message>
        <source>the run files of another arm</source>
        <translation>die Laufdateien eines anderen Arms</translation>
    </message>
    <message>
        <source>Open a run or a city package</source>
        <translation>Lauf oder Stadtpaket öffnen</translation>
    </message>
    <message>
        <source>Runs, cities (*.h5 *.h5.part city.yaml);;All files (*)</source>
        <translation>Läufe, Städte (*.h5 *.h5.part city.yaml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>is a city package without a run</source>
        <translation>ist ein Stadtpaket ohne Lauf</translation>
    </message>
    <message>
        <source>a run file</source>
        <translation>eine Laufdatei</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>open the demo city first</source>
        <translation>zuerst die Beispielstadt öffnen</translation>
    </message>
    <message>
        <source>%1 is beside the simulation: select what it was recorded at.</source>
        <translation>%1 steht neben der Simulation: Wählen Sie, woran gemessen wurde.</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>Open recorded values</source>
        <translation>Messwerte öffnen</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;All files (*)</source>
        <translation>Kommagetrennte Werte (*.csv);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::MapPair</name>
    <message>
        <source>Map of run B</source>
        <translation>Karte von Lauf B</translation>
    </message>
    <message>
        <source>Map of the difference, B minus A</source>
        <translation>Karte der Differenz, B minus A</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Map of run A</source>
        <translation>Karte von Lauf A</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::MapView</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Map of the run. Arrow keys move it, plus and minus zoom, Return selects what is in the middle.</source>
        <translation>Karte des Laufs. Pfeiltasten verschieben sie, Plus und Minus zoomen, die Eingabetaste wählt, was in der Mitte ist.</translation>
    </message>
    <message>
        <source>Selected: %1.</source>
        <translation>Gewählt: %1.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::OperatorActions</name>
    <message>
        <source>take out of service</source>
        <translation>außer Betrieb nehmen</translation>
    </message>
    <message>
        <source>put back into service</source>
        <translation>wieder in Betrieb nehmen</translation>
    </message>
    <message>
        <source>cut off its electricity</source>
        <translation>Stromversorgung trennen</translation>
    </message>
    <message>
        <source>give its electricity back</source>
        <translation>Stromversorgung wiederherstellen</translation>
    </message>
    <message>
        <source>close</source>
        <translation>schließen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>close the street to vehicles</source>
        <translation>die Straße für Fahrzeuge sperren</translation>
    </message>
    <message>
        <source>reopen the street</source>
        <translation>die Straße wieder öffnen</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::PlaybackBar</name>
    <message>
        <source>First moment</source>
        <translation>Erster Zeitpunkt</translation>
    </message>
    <message>
        <source>First moment (Home)</source>
        <translation>Erster Zeitpunkt (Pos1)</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>One recorded moment back (,)</source>
        <translation>Einen aufgezeichneten Zeitpunkt zurück (,)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>Abspielen oder anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Schritt vor</translation>
    </message>
    <message>
        <source>One recorded moment on (.)</source>
        <translation>Einen aufgezeichneten Zeitpunkt weiter (.)</translation>
    </message>
    <message>
        <source>Last moment</source>
        <translation>Letzter Zeitpunkt</translation>
    </message>
    <message>
        <source>Last moment (End)</source>
        <translation>Letzter Zeitpunkt (Ende)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Shown moment</source>
        <translation>Gezeigter Zeitpunkt</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Time of the run in a second ([ and ])</source>
        <translation>Zeit des Laufs in einer Sekunde ([ und ])</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Begin anew at the end</source>
        <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Play a part of the run</source>
        <translation>Einen Teil des Laufs abspielen</translation>
    </message>
    <message>
        <source>From here</source>
        <translation>Ab hier</translation>
    </message>
    <message>
        <source>Up to here</source>
        <translation>Bis hier</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>Der ganze Lauf</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Follow the end of a run that goes on</source>
        <translation>Dem Ende eines laufenden Laufs folgen</translation>
    </message>
    <message>
        <source>%1 h/s</source>
        <translation>%1 h/s</translation>
    </message>
    <message>
        <source>%1 min/s</source>
        <translation>%1 min/s</translation>
    </message>
    <message>
        <source>%1 s/s</source>
        <translation>%1 s/s</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>no moments</source>
        <translation>keine Zeitpunkte</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ProblemsPanel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Copy the problems</source>
        <translation>Die Probleme kopieren</translation>
    </message>
    <message>
        <source>Clear the problems</source>
        <translation>Die Probleme leeren</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>Neues Szenario</translation>
    </message>
    <message>
        <source>line %1 of %2</source>
        <translation>Zeile %1 von %2</translation>
    </message>
    <message>
        <source>In the run</source>
        <translation>Im Lauf</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Return goes to %1.</source>
        <translation>Die Eingabetaste führt zu %1.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ProfilePanel</name>
    <message>
        <source>Channel of the profile</source>
        <translation>Kanal des Profils</translation>
    </message>
    <message>
        <source>Next streets follow</source>
        <translation>Straßen anhängen</translation>
    </message>
    <message>
        <source>While it is pressed, every street that you select is put behind the ones before: a way through the city</source>
        <translation>Solange der Knopf gedrückt ist, wird jede gewählte Straße hinten angehängt: ein Weg durch die Stadt</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Only the selected street</source>
        <translation>Nur die gewählte Straße</translation>
    </message>
    <message>
        <source>Select a node of the electricity or water network: values over the distance from it appear here. Select a street: the vehicles on it over time.</source>
        <translation>Wählen Sie einen Knoten des Strom- oder Wassernetzes: Werte über der Entfernung von ihm erscheinen hier. Wählen Sie eine Straße: Die Fahrzeuge auf ihr im Zeitverlauf erscheinen.</translation>
    </message>
    <message>
        <source>This run file does not say what is joined to what: it was written by an older version. Run the scenario again for profiles.</source>
        <translation>Diese Laufdatei sagt nicht, was womit verbunden ist: Sie stammt von einer älteren Version. Rechnen Sie das Szenario für Profile neu.</translation>
    </message>
    <message>
        <source>%1 are no part of a network: there is no profile.</source>
        <translation>%1 gehören zu keinem Netz: Es gibt kein Profil.</translation>
    </message>
    <message>
        <source>Nothing was recorded of these nodes.</source>
        <translation>Von diesen Knoten wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Values are being read …</source>
        <translation>Werte werden gelesen …</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Piezometrische Höhe</translation>
    </message>
    <message>
        <source>%1 along the network from %2</source>
        <translation>%1 entlang des Netzes ab %2</translation>
    </message>
    <message>
        <source>Distance along lines or pipes</source>
        <translation>Entfernung entlang von Leitungen oder Rohren</translation>
    </message>
    <message>
        <source>This run holds no vehicles: there is no diagram of time and space.</source>
        <translation>Dieser Lauf enthält keine Fahrzeuge: Es gibt kein Weg-Zeit-Diagramm.</translation>
    </message>
    <message>
        <source>Vehicles are being read …</source>
        <translation>Fahrzeuge werden gelesen …</translation>
    </message>
    <message>
        <source>No vehicle was seen on %1.</source>
        <translation>Auf %1 fuhr kein Fahrzeug.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Distance along the street</source>
        <translation>Weg entlang der Straße</translation>
    </message>
    <message>
        <source>1 vehicle on %1</source>
        <translation>1 Fahrzeug auf %1</translation>
    </message>
    <message>
        <source>%1 vehicles on %2</source>
        <translation>%1 Fahrzeuge auf %2</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ProgramRun</name>
    <message>
        <source>could not be started</source>
        <translation>konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>ended by signal %1 (a crash, or it was killed)</source>
        <translation>wurde durch Signal %1 beendet (Absturz, oder von außen beendet)</translation>
    </message>
    <message>
        <source>ended with exit code %1</source>
        <translation>endete mit Endcode %1</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::QueuePanel</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird gestoppt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>noch etwa %1 s</translation>
    </message>
    <message>
        <source>about %1 min %2 s left</source>
        <translation>noch etwa %1 min %2 s</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>noch etwa %1 h %2 min</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause the run</source>
        <translation>Lauf pausieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Lauf stoppen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Neu rechnen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Runs at a time</source>
        <translation>Gleichzeitige Läufe</translation>
    </message>
    <message>
        <source>What the run said</source>
        <translation>Meldungen des Laufs</translation>
    </message>
    <message>
        <source>Takes it from this list; its files stay.</source>
        <translation>Entfernt ihn aus dieser Liste; seine Dateien bleiben.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Let the run go on</source>
        <translation>Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Kill the run</source>
        <translation>Lauf sofort beenden</translation>
    </message>
    <message>
        <source>No run yet. Open a scenario and press Run.</source>
        <translation>Noch kein Lauf. Öffnen Sie ein Szenario und drücken Sie „Rechnen“.</translation>
    </message>
    <message>
        <source>At a t&amp;ime:</source>
        <translation>&amp;Gleichzeitig:</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::RunQueue</name>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>paused at %1 s</source>
        <translation>pausiert bei %1 s</translation>
    </message>
    <message>
        <source>written to %1</source>
        <translation>geschrieben nach %1</translation>
    </message>
    <message>
        <source>had not ended when the window was closed</source>
        <translation>war nicht beendet, als das Fenster geschlossen wurde</translation>
    </message>
    <message>
        <source>ended without a result</source>
        <translation>endete ohne Ergebnis</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ScenarioCheck</name>
    <message>
        <source>could not be checked: the check %1</source>
        <translation>konnte nicht geprüft werden: die Prüfung %1</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::ScenarioPanel</name>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>Run baseline and policies</source>
        <translation>Basisfall und Maßnahmen rechnen</translation>
    </message>
    <message>
        <source>Scenario and policies</source>
        <translation>Szenario und Maßnahmen</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>Anzahl der Startwerte</translation>
    </message>
    <message>
        <source>Each seed runs the baseline and every policy with the same random numbers. One seed alone gives no verdict.</source>
        <translation>Mit jedem Startwert werden der Basisfall und jede Maßnahme mit denselben Zufallszahlen gerechnet. Ein einzelner Startwert ergibt keinen Befund.</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>Neues Szenario</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Run the scenario</source>
        <translation>Szenario rechnen</translation>
    </message>
    <message>
        <source>Runs the scenario once, with its own seed.</source>
        <translation>Rechnet das Szenario einmal, mit seinem eigenen Startwert.</translation>
    </message>
    <message>
        <source>gives no schema, so there is no form: %1</source>
        <translation>liefert kein Schema, daher gibt es kein Formular: %1</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml);;All files (*)</source>
        <translation>Szenarien (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>own copy of %1</source>
        <translation>eigene Kopie von %1</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Szenario speichern</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation>Szenarien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>names no policy to compare with</source>
        <translation>nennt keine Maßnahme, mit der verglichen werden könnte</translation>
    </message>
    <message>
        <source>1 seed</source>
        <translation>1 Startwert</translation>
    </message>
    <message>
        <source>%1 seeds</source>
        <translation>%1 Startwerte</translation>
    </message>
    <message>
        <source>%1: baseline and %2, %3</source>
        <translation>%1: Basisfall und %2, %3</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Runs the scenario without its policies and with each of them, for every seed, and compares them.</source>
        <translation>Rechnet das Szenario ohne seine Maßnahmen und mit jeder von ihnen, für jeden Startwert, und vergleicht sie.</translation>
    </message>
    <message>
        <source>Add a policy to the scenario first.</source>
        <translation>Fügen Sie dem Szenario zuerst eine Maßnahme hinzu.</translation>
    </message>
    <message>
        <source>The new scenario has changes that are not saved.</source>
        <translation>Das neue Szenario hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>See&amp;ds:</source>
        <translation>Start&amp;werte:</translation>
    </message>
    <message>
        <source>%1 was changed outside, too. Saving it replaces that change.</source>
        <translation>%1 wurde auch außerhalb geändert. Speichern ersetzt diese Änderung.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Cityproof</source>
        <translation>Cityproof</translation>
    </message>
    <message>
        <source>Shows what happens in a simulated city, and whether a measure makes it better.</source>
        <translation>Zeigt, was in einer simulierten Stadt geschieht und ob eine Maßnahme sie besser macht.</translation>
    </message>
    <message>
        <source>Open the demo city</source>
        <translation>Beispielstadt öffnen</translation>
    </message>
    <message>
        <source>An invented town of 30 000 people: streets, power and water on a November morning, with and without adaptive signals. The first time its runs are made, which takes a few minutes.</source>
        <translation>Eine erfundene Stadt mit 30 000 Einwohnern: Straßen, Strom und Wasser an einem Novembermorgen, mit und ohne adaptive Ampeln. Beim ersten Mal werden ihre Läufe gerechnet, das dauert einige Minuten.</translation>
    </message>
    <message>
        <source>Folder of the demo city</source>
        <translation>Ordner der Beispielstadt</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder of the demo city</source>
        <translation>Ordner der Beispielstadt wählen</translation>
    </message>
    <message>
        <source>Runs of the demo city</source>
        <translation>Läufe der Beispielstadt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop making the demo city</source>
        <translation>Das Erzeugen der Beispielstadt anhalten</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>Zuletzt geöffnete Läufe</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>Lauf öffnen…</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Clear the list of recent runs</source>
        <translation>Liste der zuletzt geöffneten Läufe leeren</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation>Tasten (?)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>Hilfe (F1)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Used from the next start on</source>
        <translation>Gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>%1  in  %2</source>
        <translation>%1  in  %2</translation>
    </message>
    <message>
        <source>%1  in  %2  (not there any more)</source>
        <translation>%1  in  %2  (nicht mehr vorhanden)</translation>
    </message>
    <message>
        <source>Making the city …</source>
        <translation>Die Stadt wird erzeugt …</translation>
    </message>
    <message>
        <source>Runs: %1 of %2</source>
        <translation>Läufe: %1 von %2</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>First comparison, step by step</source>
        <translation>Erster Vergleich, Schritt für Schritt</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::SwipeHandle</name>
    <message>
        <source>Divider between A and B</source>
        <translation>Trennlinie zwischen A und B</translation>
    </message>
    <message>
        <source>Drag it, or use the arrow keys: A is on its left, B on its right</source>
        <translation>Ziehen oder die Pfeiltasten benutzen: A ist links davon, B rechts</translation>
    </message>
    <message>
        <source>A fills %1 percent of the map. Arrow keys move the divider.</source>
        <translation>A füllt %1 Prozent der Karte. Pfeiltasten verschieben die Trennlinie.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Tables</name>
    <message>
        <source>Buildings</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>Wasser</translation>
    </message>
    <message>
        <source>Land use</source>
        <translation>Landnutzung</translation>
    </message>
    <message>
        <source>Parks</source>
        <translation>Parks</translation>
    </message>
    <message>
        <source>Streets</source>
        <translation>Straßen</translation>
    </message>
    <message>
        <source>Junctions</source>
        <translation>Knotenpunkte</translation>
    </message>
    <message>
        <source>Traffic signals</source>
        <translation>Ampeln</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>Sensoren</translation>
    </message>
    <message>
        <source>Street lamps</source>
        <translation>Straßenleuchten</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>Electricity nodes</source>
        <translation>Stromknoten</translation>
    </message>
    <message>
        <source>Power lines</source>
        <translation>Stromleitungen</translation>
    </message>
    <message>
        <source>Transformers</source>
        <translation>Transformatoren</translation>
    </message>
    <message>
        <source>Water pipes</source>
        <translation>Wasserrohre</translation>
    </message>
    <message>
        <source>Water pumps</source>
        <translation>Wasserpumpen</translation>
    </message>
    <message>
        <source>Water tanks</source>
        <translation>Wasserbehälter</translation>
    </message>
    <message>
        <source>Water nodes</source>
        <translation>Wasserknoten</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>Fahrzeuge</translation>
    </message>
    <message>
        <source>Charging zones</source>
        <translation>Ladezonen</translation>
    </message>
    <message>
        <source>Administrative areas</source>
        <translation>Verwaltungsgebiete</translation>
    </message>
    <message>
        <source>Waterways</source>
        <translation>Gewässerläufe</translation>
    </message>
    <message>
        <source>Places of interest</source>
        <translation>Sehenswertes und Einrichtungen</translation>
    </message>
    <message>
        <source>Bus stops</source>
        <translation>Bushaltestellen</translation>
    </message>
    <message>
        <source>Car parks</source>
        <translation>Parkplätze</translation>
    </message>
    <message>
        <source>Chargers</source>
        <translation>Ladepunkte</translation>
    </message>
    <message>
        <source>Waste containers</source>
        <translation>Abfallbehälter</translation>
    </message>
    <message>
        <source>Emergency stations</source>
        <translation>Rettungswachen</translation>
    </message>
    <message>
        <source>Air stations</source>
        <translation>Luftmessstellen</translation>
    </message>
    <message>
        <source>Noise stations</source>
        <translation>Lärmmessstellen</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>Gateways</translation>
    </message>
    <message>
        <source>Substations</source>
        <translation>Umspannstationen</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>Schalter</translation>
    </message>
    <message>
        <source>Hydrants</source>
        <translation>Hydranten</translation>
    </message>
    <message>
        <source>Valves</source>
        <translation>Schieber</translation>
    </message>
    <message>
        <source>Waterworks</source>
        <translation>Wasserwerke</translation>
    </message>
    <message>
        <source>Power sites</source>
        <translation>Energieanlagen</translation>
    </message>
    <message>
        <source>Power equipment</source>
        <translation>Energietechnik</translation>
    </message>
    <message>
        <source>Overhead lines</source>
        <translation>Freileitungen</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::TimeSeriesPlot</name>
    <message>
        <source>Chart over time</source>
        <translation>Diagramm im Zeitverlauf</translation>
    </message>
    <message>
        <source>: not drawn, a chart has two units</source>
        <translation>: nicht gezeichnet, ein Diagramm hat zwei Einheiten</translation>
    </message>
    <message>
        <source>: no values</source>
        <translation>: keine Werte</translation>
    </message>
    <message>
        <source>, left axis</source>
        <translation>, linke Achse</translation>
    </message>
    <message>
        <source>, right axis</source>
        <translation>, rechte Achse</translation>
    </message>
    <message>
        <source>without unit</source>
        <translation>ohne Einheit</translation>
    </message>
    <message>
        <source>Select something on the map and tick a channel in the inspector: its values over time appear here.</source>
        <translation>Wählen Sie etwas auf der Karte und haken Sie im Inspektor einen Kanal an: Seine Werte im Zeitverlauf erscheinen hier.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::Words</name>
    <message>
        <source>%1 minus %2</source>
        <translation>%1 minus %2</translation>
    </message>
    <message>
        <source>%1 s after the start</source>
        <translation>%1 s nach dem Start</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <comment>form of a date, as of QDateTime</comment>
        <translation>ddd, d. MMM yyyy</translation>
    </message>
    <message>
        <source>at most 3 positive numbers, ascending: they are mirrored for decreases</source>
        <translation>höchstens 3 positive Zahlen, aufsteigend: für Abnahmen werden sie gespiegelt</translation>
    </message>
    <message>
        <source>at most 6 numbers, ascending</source>
        <translation>höchstens 6 Zahlen, aufsteigend</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>keine Änderung</translation>
    </message>
    <message>
        <source>no change (less than %1)</source>
        <translation>keine Änderung (weniger als %1)</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>%1 everywhere</source>
        <translation>überall %1</translation>
    </message>
    <message>
        <source>one value everywhere</source>
        <translation>überall derselbe Wert</translation>
    </message>
    <message>
        <source>%1 and less</source>
        <translation>%1 und weniger</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Supply: %1</source>
        <translation>Versorgung: %1</translation>
    </message>
    <message>
        <source>%1, none %2</source>
        <translation>%1, keine %2</translation>
    </message>
    <message>
        <source>%1, %2: %3 of %4</source>
        <translation>%1, %2: %3 von %4</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Basisfall</translation>
    </message>
    <message>
        <source>policy %1</source>
        <translation>Maßnahme %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>%1, difference</source>
        <translation>%1, Differenz</translation>
    </message>
    <message>
        <source>mean of the %1 min before %2</source>
        <translation>Mittel der %1 min vor %2</translation>
    </message>
    <message>
        <source>scenario %1</source>
        <translation>Szenario %1</translation>
    </message>
    <message>
        <source>run not complete</source>
        <translation>Lauf nicht vollständig</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>without supply</source>
        <translation>ohne Versorgung</translation>
    </message>
    <message>
        <source>Speed of vehicles</source>
        <translation>Geschwindigkeit der Fahrzeuge</translation>
    </message>
    <message>
        <source>Simulated minus recorded</source>
        <translation>Simuliert minus gemessen</translation>
    </message>
    <message>
        <source>no GEH: intervals of %1 s do not make the hours of the clock</source>
        <translation>kein GEH: Intervalle von %1 s ergeben keine vollen Uhrstunden</translation>
    </message>
    <message>
        <source>no GEH: a single value has no interval</source>
        <translation>kein GEH: ein einzelner Wert hat kein Intervall</translation>
    </message>
    <message>
        <source>no GEH: no whole hour was both counted and simulated</source>
        <translation>kein GEH: keine volle Stunde wurde gezählt und simuliert</translation>
    </message>
    <message>
        <source>GEH below 5 in %1 of %2 hours (%3 %)</source>
        <translation>GEH unter 5 in %1 von %2 Stunden (%3 %)</translation>
    </message>
    <message>
        <source>%1: nothing is simulated yet</source>
        <translation>%1: noch nichts simuliert</translation>
    </message>
    <message>
        <source>%1: nothing was recorded from %2 to %3</source>
        <translation>%1: von %2 bis %3 nichts gemessen</translation>
    </message>
    <message>
        <source>%1: no recorded value has a simulated one beside it</source>
        <translation>%1: zu keinem Messwert gibt es einen simulierten</translation>
    </message>
    <message>
        <source>%1: n = %2, mean residual %3, RMSE %4</source>
        <translation>%1: n = %2, mittlere Abweichung %3, RMSE %4</translation>
    </message>
    <message>
        <source>%1, recorded, unit assumed</source>
        <translation>%1, gemessen, Einheit angenommen</translation>
    </message>
    <message>
        <source>%1, recorded</source>
        <translation>%1, gemessen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>class of a difference, number of things in it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>numbers separated by commas</source>
        <translation>Zahlen, durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::XyPlot</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>%1 over %2; %3 lines, %4 points. Arrow keys go from point to point.</source>
        <translation>%1 über %2; %3 Linien, %4 Punkte. Pfeiltasten gehen von Punkt zu Punkt.</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::YamlDocument</name>
    <message>
        <source>typing</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>is no text in UTF-8</source>
        <translation>ist kein Text in UTF-8</translation>
    </message>
    <message>
        <source>save it as UTF-8 in another editor</source>
        <translation>in einem anderen Editor als UTF-8 speichern</translation>
    </message>
    <message>
        <source>mixes the line ends of two systems</source>
        <translation>mischt die Zeilenenden zweier Systeme</translation>
    </message>
    <message>
        <source>save it with one kind of line ends in another editor</source>
        <translation>in einem anderen Editor mit einheitlichen Zeilenenden speichern</translation>
    </message>
</context>
<context>
    <name>cityproof::gui::YamlView</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
</TS>
