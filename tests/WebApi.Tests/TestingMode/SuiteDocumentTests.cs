using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Hosting;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>The suites of docs/test-against-openevent.md run as they stand there, against a server that is started as it says.</summary>
[TestFixture]
[NonParallelizable]
public sealed partial class SuiteDocumentTests : IDisposable
{
    private static readonly string Root = Repository.Root;
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs/test-against-openevent.md"));

    private string _folder = "";
    private ServerProcess _server = null!;
    private string _address = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("oe-suites-").FullName;
        var arguments = ServerCommand().Match(Page).Groups[1].Value.Split(' ');
        Assert.That(arguments, Does.Contain("--Testing:Enabled=true"));
        _server = new ServerProcess(
            Path.Combine(_folder, "data"),
            ["--Lab:Device=none", .. arguments.Where(a => a.StartsWith("--Testing", StringComparison.Ordinal))]
        );
        _address = await _server.AddressAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.TerminateAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _server?.Dispose();

    [Test]
    public void The_start_says_loudly_what_the_mode_does() =>
        Assert.That(_server.Output, Does.Contain("TESTING").And.Contain("(Testing)").And.Contain("/testing/mails"));

    [Test]
    public void The_start_says_where_the_administrator_is_told() =>
        Assert.That(_server.Output, Does.Match("sign in +with the e-mail address and password that GET /testing tells"));

    [Test]
    public async Task The_suite_in_JavaScript_passes()
    {
        var file = await WriteAsync("suite.mjs", "js");
        Assert.That(await RunAsync("node", "--test", file), Does.Contain("pass 1").And.Contain("fail 0"));
    }

    [Test]
    public async Task The_suite_in_Python_passes()
    {
        await WriteAsync("suite.py", "python");
        Assert.That(await RunAsync("python3", "-m", "unittest", "suite"), Does.Contain("Ran 1 test").And.Contain("OK"));
    }

    [Test]
    public async Task The_suite_in_CSharp_passes()
    {
        await WriteAsync("Suite.cs", "csharp");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Suite.csproj"), ProjectFile());
        var output = await RunAsync("dotnet", "test", Path.Combine(_folder, "Suite.csproj"), "-nodeReuse:false");
        Assert.That(output, Does.Contain("Passed!").And.Match(@"Passed:\s+1"));
    }

    /// <summary>A control: the tests would notice a suite that fails.</summary>
    [Test]
    public async Task A_suite_without_a_server_fails()
    {
        var file = await WriteAsync("suite-without.mjs", "js");
        Assert.That(await RunAsync("node", ["--test", file], "http://127.0.0.1:9", mustPass: false), Does.Contain("fail 1"));
    }

    private async Task<string> WriteAsync(string name, string language)
    {
        var block = CodeBlock().Matches(Page).Single(m => m.Groups[1].Value == language).Groups[2].Value;
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, block);
        return file;
    }

    private Task<string> RunAsync(string program, params string[] arguments) => RunAsync(program, arguments, _address, mustPass: true);

    private async Task<string> RunAsync(string program, string[] arguments, string address, bool mustPass)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENEVENT"] = address;
        // Variables of this test run would make node report in another form, and dotnet use the build of this one.
        foreach (
            var name in start.Environment.Keys.Where(k => k is "NODE_TEST_CONTEXT" || k.StartsWith("MSBUILD", StringComparison.Ordinal))
        )
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = $"{await output}\n{await errors}";
        Assert.That(process.ExitCode == 0, Is.EqualTo(mustPass), text);
        return text;
    }

    /// <summary>A project as a client would have it, with the versions of this repository, which are restored already.</summary>
    private static string ProjectFile()
    {
        var versions = XDocument
            .Load(Path.Combine(Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToDictionary(p => (string)p.Attribute("Include")!, p => (string)p.Attribute("Version")!);
        string[] packages = ["Microsoft.NET.Test.Sdk", "NUnit", "NUnit3TestAdapter"];
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Suite.cs" />
                {string.Concat(packages.Select(p => $"<PackageReference Include=\"{p}\" Version=\"{versions[p]}\" />"))}
              </ItemGroup>
            </Project>
            """;
    }

    [GeneratedRegex(@"^    \./run (--.+)$", RegexOptions.Multiline)]
    private static partial Regex ServerCommand();

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
