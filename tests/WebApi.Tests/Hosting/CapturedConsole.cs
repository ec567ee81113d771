using System.Text;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>Captures what this process writes to the console, including the log, until it is disposed.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private readonly (TextWriter Out, TextWriter Error) _original = (Console.Out, Console.Error);
    private readonly StringBuilder _text = new();

    public CapturedConsole()
    {
        var writer = TextWriter.Synchronized(new StringWriter(_text));
        Console.SetOut(writer);
        Console.SetError(writer);
    }

    public string Text => _text.ToString();

    public void Dispose()
    {
        Console.SetOut(_original.Out);
        Console.SetError(_original.Error);
    }
}
