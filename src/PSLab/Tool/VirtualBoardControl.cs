using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tool;

/// <summary>
/// The commands that an attended virtual board takes on its standard input: <c>circuit NAME</c> connects another circuit of the catalogue,
/// <c>circuit</c> the one of the start.
/// </summary>
internal sealed class VirtualBoardControl(VirtualBoard board)
{
    /// <returns><c>ok</c> and the command, or <c>error</c> and a sentence.</returns>
    public string Execute(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["circuit"]:
                board.Rewire(null);
                return "ok circuit";
            case ["circuit", var name] when CircuitCatalogue.Find(name) is { } circuit:
                board.Rewire(circuit);
                return $"ok circuit {circuit.Name}";
            case ["circuit", var name]:
                return $"error There is no circuit '{name}'.";
            default:
                return "error The commands are: circuit NAME, circuit.";
        }
    }
}
