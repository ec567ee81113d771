import type { Texts } from './en.ts';

export const de: Texts = {
  brand: 'OpenEvent Lab', skip: 'Zum Inhalt springen', menu: 'Menü', navigation: 'Navigation', language: 'Sprache', lightTheme: 'Helle Farben',
  darkTheme: 'Dunkle Farben', signIn: 'Anmelden', signUp: 'Konto anlegen', signOut: 'Abmelden', email: 'E-Mail', password: 'Passwort', name: 'Name',
  newPassword: 'Passwort (mindestens 8 Zeichen)', showPassword: 'Passwort anzeigen', noAccount: 'Noch kein Konto? Konto anlegen',
  haveAccount: 'Schon ein Konto? Anmelden', forgotPassword: 'Passwort vergessen?', sendLink: 'Link senden',
  linkSent: 'Wenn es zu dieser Adresse ein Konto gibt, ist eine E-Mail mit einem Link unterwegs.', choosePassword: 'Neues Passwort wählen', save: 'Speichern',
  passwordSaved: 'Das Passwort ist gespeichert. Sie können sich jetzt damit anmelden.', loading: 'Lädt …', notFound: 'Diese Seite gibt es nicht', toHome: 'Zur Startseite',
  notOffered: 'Dieser Server bietet „{what}“ noch nicht an.', less: 'weniger', more: 'mehr', unit: 'in', high: 'hoch', low: 'niedrig', off: 'Aus', on: 'Ein', run: 'Starten', stop: 'Stopp',
  start: 'Start', cancel: 'Abbrechen', delete: 'Löschen', close: 'Schließen', search: 'Suchen', title: 'Titel', set: 'Setzen', read: 'Lesen', clear: 'Leeren', value: 'Wert', time: 'Zeit',
  functionString: 'Funktion', functionHint: 'Tippen Sie den Namen einer Funktion, zum Beispiel get_voltage oder capture1. ↑ und ↓ holen frühere Aufrufe zurück.',
  execute: 'Ausführen', functions: 'Funktionen', alsoNamed: 'Auch genannt', parameter: 'Parameter', meaning: 'Bedeutung', range: 'Bereich', default: 'Vorgabe', example: 'Beispiel:',
  doneWithoutResult: 'Erledigt. Diese Funktion hat kein Ergebnis.', took: 'Gerät {device}, Warteschlange {queue}', instruments: 'Instrumente', device: 'Gerät',
  virtual: 'Virtuell', virtualAbout: 'Die Messungen sind simuliert.', real: 'Echt', queuePosition: '{position} vor Ihnen, etwa {wait}', queueWaiting: '{waiting} warten',
  errors: {
    unreachable: 'Der Server antwortet nicht. Prüfen Sie die Verbindung; die Seite versucht es weiter.', unknown: 'Etwas ist schiefgegangen.',
    booked: 'Jemand anders hat dieses Gerät gebucht und benutzt es gerade.', queueFull: 'Es warten schon zu viele Aufrufe. Warten Sie auf deren Ergebnisse.',
    lost: 'Das Gerät antwortet nicht. Der Server versucht weiter, es zu erreichen.', timedOut: 'Das Gerät kam nicht rechtzeitig an die Reihe, oder der Aufruf dauerte zu lange.',
    retryAfter: 'Versuchen Sie es in {seconds} s wieder.',
  },
  welcome: {
    title: 'Ein Labor in Ihrem Browser',
    text: 'Messen, erzeugen und aufzeichnen mit einem Pocket Science Lab: Oszilloskop, Generatoren, Multimeter, Logikanalysator und eigene Python-Skripte. Ohne Installation.',
  },
  home: { title: 'Start', heading: 'Messen', noResults: 'Hier erscheinen die Ergebnisse.' },
  scope: {
    title: 'Oszilloskop', about: 'Bis zu vier Kanäle mit Trigger, Cursorn, Messwerten, FFT und XY.', perDivision: 'Volt pro Teil', position: 'Position',
    clipped: 'Übersteuert', trigger: 'Trigger', source: 'Quelle', edge: 'Flanke', rising: 'steigend', falling: 'fallend', level: 'Pegel', view: 'Ansicht', time: 'Zeit', voltage: 'Spannung',
    window: 'Fenster', persistence: 'Ältere Kurven nachleuchten lassen', cursors: 'Cursor', timebase: 'Zeit pro Teil', mode: 'Betriebsart', autoSet: 'Einpassen',
    modes: { auto: 'Auto', normal: 'Normal', single: 'Einzeln', roll: 'Rollen' }, stopped: 'Angehalten', triggered: 'Getriggert', waiting: 'Wartet auf den Trigger',
    rate: '{rate} Aufnahmen/s', live: 'Live-Datenstrom', byCalls: 'Einzelne Aufrufe', mean: 'Mittel', frequency: 'Frequenz', duty: 'Tastgrad', min: 'Min', max: 'Max',
    windows: { rectangular: 'Rechteck', hann: 'Hann', hamming: 'Hamming', blackman: 'Blackman', flattop: 'Flat-Top' },
    screen: 'Bildschirm des Oszilloskops mit {channels}', xy: '{y} über {x}', spectrum: 'Spektrum',
  },
  generator: {
    title: 'Funktionsgenerator', about: 'Sinus, Dreieck, Rechteck oder eine gezeichnete Kurve, und Sweeps.', output: 'Ausgang', shape: 'Form', sine: 'Sinus', triangle: 'Dreieck',
    drawn: 'Gezeichnet', frequency: 'Frequenz', actual: 'Tatsächliche Frequenz', phase: 'Phase von SI2 zu SI1', together: 'Beide mit dieser Phase starten', draw: 'Eine Periode zeichnen',
    drawHint: 'Zeichnen Sie mit dem Zeiger, oder laden Sie eine Form. Die Pfeiltasten ändern den Punkt unter der Marke.', load: 'Kurve senden', square: 'Rechteck (SQ1)', dutyCycle: 'Tastgrad',
    sweep: 'Sweep', from: 'Von', to: 'Bis', seconds: 'Dauer', notStarted: 'Nicht gestartet', saw: 'Sägezahn', pulse: 'Puls', heart: 'Herzschlag', stopOutputs: 'Alles ausschalten',
  },
  meter: {
    title: 'Multimeter', about: 'Spannung, Widerstand, Kapazität, Temperatur und Frequenz, mit Verlauf.', quantity: 'Größe', voltage: 'Spannung', resistance: 'Widerstand',
    capacitance: 'Kapazität', temperature: 'Temperatur', frequency: 'Frequenz', channel: 'Eingang', log: 'Verlauf', hold: 'Halten', statistics: 'Kleinster, mittlerer, größter Wert',
    interval: 'Abstand', points: '{count} Messwerte',
  },
  supply: {
    title: 'Netzteil', about: 'Drei Spannungen und eine Stromquelle.', actual: 'Tatsächlich', shared: 'PV1 und PV3 sowie PV2 und PCS teilen sich bei V6-Geräten einen Wandler: Wer eins setzt, ändert das andere.',
    allOff: 'Alle auf null',
  },
  pulses: {
    title: 'PWM und Servo', about: 'Vier Pulsausgänge mit Tastgrad und Phase, und Servomotoren.', frequency: 'Frequenz', duty: 'Tastgrad', phase: 'Phase', pwm: 'PWM an SQ1 bis SQ4',
    servo: 'Servomotor', angle: 'Winkel', levels: 'Digitale Ausgänge', states: 'Digitale Eingänge', preview: 'Zwei Perioden',
  },
  logic: {
    title: 'Logikanalysator', about: 'Flanken von bis zu vier Eingängen, mit Dekodern für I²C, SPI und UART.', channels: 'Eingänge', capture: 'Aufzeichnen', edges: '{count} Flanken', decoder: 'Dekoder', none: 'Keiner',
    baud: 'Rate', parity: 'Parität', even: 'gerade', odd: 'ungerade', line: 'Leitung', clock: 'Takt', data: 'Daten', mode: 'Modus', zoomIn: 'Vergrößern', zoomOut: 'Verkleinern', fit: 'Alles zeigen', screen: 'Aufgezeichnete Eingänge',
    hint: 'Ziehen verschiebt, das Rad vergrößert, Klicken setzt die Cursor.', noEdges: 'Es wurden keine Flanken aufgezeichnet.', wait: 'Dauer der Aufzeichnung', table: 'Dekodiert',
  },
  logger: {
    title: 'Datenlogger', about: 'Zeichnet Messwerte über Minuten und Stunden auf, als Kurve und Tabelle.', signal: 'Signal', interval: 'Abstand', add: 'Signal hinzufügen', records: '{count} Zeilen', empty: 'Es wird noch nichts aufgezeichnet.',
  },
  bode: {
    title: 'Bode-Plotter', about: 'Verstärkung und Phase einer Schaltung über der Frequenz.', input: 'Eingang der Schaltung', output: 'Ausgang der Schaltung', from: 'Von', to: 'Bis', steps: 'Punkte', gain: 'Verstärkung', phase: 'Phase',
    hint: 'Verbinden Sie SI1 mit dem Eingang der Schaltung und mit CH1, und den Ausgang der Schaltung mit CH2.', cutoff: '−3 dB bei {frequency}', progress: '{done} von {all}',
  },
  sensors: {
    title: 'I²C-Sensoren', about: 'Findet Sensoren am Bus und zeigt ihre Messwerte.', scan: 'Bus absuchen', found: 'Gefunden', none: 'Kein Sensor antwortet.', unknown: 'Unbekannt', readings: 'Messwerte', live: 'Immer wieder lesen',
  },
  devices: {
    title: 'Geräte', board: 'Platine', firmware: 'Firmware', state: 'Zustand', choose: 'Dieses Gerät benutzen', chosen: 'Wird benutzt', queue: 'Warteschlange', free: 'frei', busy: 'beschäftigt, {waiting} warten', fault: 'Fehler', circuit: 'Schaltung',
    ownCircuit: 'Wie das Gerät verdrahtet ist', limits: 'Grenzen', wiring: 'Verdrahtung der Schaltung {name}', noCircuits: 'Was an diesem Gerät angeschlossen ist, ist nicht bekannt.',
  },
  bookings: {
    title: 'Buchungen', about: 'Während einer Buchung können nur Sie das Gerät benutzen, solange Sie es wirklich benutzen.', book: 'Buchen', mine: 'Ihre', taken: 'Gebucht', week: 'Woche vom {day}', previous: 'Früher', next: 'Später', length: 'Dauer',
    minutes: '{count} min', booked: 'Sie haben {device} ab {from} gebucht.', cancel: 'Diese Buchung löschen', freeSlot: '{day} {time} buchen', cancelSlot: 'Ihre Buchung am {day} {time} löschen',
  },
  watch: { title: 'Zusehen', about: 'Sehen Sie, was das Gerät für andere aufzeichnet, ohne es zu berühren.', waiting: 'Im Moment zeichnet niemand mit einem Live-Datenstrom auf.', by: 'Live von {device}' },
  lessons: {
    title: 'Lektionen', examples: 'Beispiele', task: 'Aufgabe', answer: 'Ihre Antwort', check: 'Prüfen', correct: 'Richtig.', wrong: 'Noch nicht.', wiring: 'Verdrahtung', open: 'Lektion öffnen', copy: 'In meine Skripte kopieren', lessons: 'Lektionen',
    code: 'Programm', view: 'Quelltext ansehen',
  },
  scripts: {
    title: 'Meine Skripte', new: 'Neues Python-Skript', untitled: 'Ohne Titel', none: 'Sie haben noch keine Skripte. Schreiben Sie eins, oder kopieren Sie ein Beispiel.', edit: 'Bearbeiten', confirmDelete: '„{title}“ löschen? Auch seine Versionen werden gelöscht.', changed: 'Geändert {time}',
    saved: 'Gespeichert als Version {version}', unsaved: 'Nicht gespeichert', draft: 'Das ist ein Entwurf, der nicht gespeichert wurde. Dieser Browser hat ihn aufbewahrt.', discard: 'Entwurf verwerfen', versions: 'Versionen', version: 'Version {number}, {time}', restore: 'Diesen Code übernehmen',
    share: 'Mit einem Link teilen', shared: 'Wer diesen Link hat, kann das Skript lesen und kopieren:', readOnly: 'Beispiele und Lektionen kann man nicht ändern. Kopieren Sie sie dazu.', editor: 'Python-Code', editorHint: 'Nach Escape verlässt Tab den Editor.', scripts: 'Skripte',
    limits: 'Ein Lauf darf {seconds} s dauern, {memory} MB Speicher belegen und {output} kB ausgeben; {runs} Läufe am Tag.',
    unavailable: 'Auf diesem Server laufen keine Skripte: {reason}',
  },
  runs: {
    title: 'Läufe', none: 'Es ist noch nichts gelaufen.', application: 'Anwendung', source: 'Quelltext', console: 'Konsole', status: {
      queued: 'Wartet', running: 'Läuft', done: 'Fertig', failed: 'Fehlgeschlagen', stopped: 'Angehalten', 'timed-out': 'Zeit abgelaufen', interrupted: 'Unterbrochen',
    },
    again: 'Noch einmal starten', compare: 'Vergleichen', compareHint: 'Wählen Sie zwei Läufe zum Vergleichen.', line: 'Zeile {line}', traceback: 'Aufrufliste', nothing: 'Dieser Lauf hat noch nichts gezeigt.', runs: 'Läufe', send: 'Senden', waitsForInput: 'Das Skript wartet auf Ihre Eingabe.',
    started: 'Gestartet {time}', took: 'dauerte {time}', device: 'Gerät', version: 'Version {number}', script: 'Skript', choose: '{title} auswählen', consoleEmpty: 'Noch keine Ausgabe.', reconnecting: 'Die Verbindung ist abgebrochen. Neuer Versuch …', plot: 'Kurve {name}',
    picture: 'Bild {name}', difference: 'Geänderte Zeilen', same: 'Der Code ist gleich.',
  },
  classes: {
    title: 'Klassen', none: 'Sie sind noch in keiner Klasse.', code: 'Code der Klasse', join: 'Einer Klasse beitreten', name: 'Name der Klasse', create: 'Klasse anlegen', teacher: 'Lehrkraft', student: 'Schüler/in',
    renew: 'Neuer Code', scripts: 'Skripte der Klasse', noScripts: 'Es sind noch keine Skripte geteilt.', share: 'Mit der Klasse teilen', members: 'Mitglieder', results: 'Ergebnisse der Lektionen', noResults: 'Noch niemand hat eine Aufgabe beantwortet.',
  },
};
