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
        <source>Show the first line minus the second one: of a recorded and a simulated value, the residual</source>
        <translation>Die erste Linie minus die zweite zeigen: bei einem gemessenen und einem simulierten Wert das Residuum</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Let go of the lines that were kept</source>
        <translation>Die behaltenen Linien loslassen</translation>
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
        <source>&amp;Start page</source>
        <translation>&amp;Startseite</translation>
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
        <source>&amp;System&apos;s colours</source>
        <translation>Farben des &amp;Systems</translation>
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
        <source>numbers separated by commas</source>
        <translation>Zahlen, durch Kommas getrennt</translation>
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
        <source>Open a run</source>
        <translation>Lauf öffnen</translation>
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
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
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
</context>
</TS>
