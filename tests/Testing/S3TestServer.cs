using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Testing;

/// <summary>A real S3 server (s3rver, tests/tools/s3) in its own process. It checks signatures and stops when it is disposed.</summary>
public sealed class S3TestServer : IDisposable
{
    public const string Key = "S3RVER",
        Bucket = "openevent-tests";

    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("openevent-s3-").FullName;

    private S3TestServer()
    {
        _process = ExternalTool.Start("nodejs", "node", NodeTool.InstallAndGetScript("s3"), _folder, Bucket);
        var port = _process.StandardOutput.ReadLine();
        if (port is null)
            throw new InvalidOperationException($"The S3 server did not start: {_process.StandardError.ReadToEnd()}");
        Endpoint = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}");
    }

    public string Endpoint { get; }

    public static S3TestServer Start() => new();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
