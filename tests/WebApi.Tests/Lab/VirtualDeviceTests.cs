using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>The virtual board process that the server starts and restarts.</summary>
public sealed class VirtualDeviceTests
{
    [Test]
    public async Task A_board_process_that_is_killed_is_restarted_and_serves()
    {
        await using var server = await OpenEventServer.StartAsync("--Lab:Device=virtual", $"--Lab:LockDirectory={Path.GetTempPath()}");
        await server.WaitForDeviceStateAsync("ready");
        var device = (await server.Admin.GetAsync("/v1/lab/devices/main")).Json;
        Assert.That((device.GetProperty("kind").GetString(), device.GetProperty("is_virtual").GetBoolean()), Is.EqualTo(("virtual", true)));
        Assert.That((await server.Admin.CallAsync("get_resistance()")).Number(), Is.EqualTo(10_000).Within(1).Percent);

        var before = Boards(server.DataDirectory).Single();
        using (var board = Process.GetProcessById(before))
            board.Kill();
        // The next call either fails or is served by the restarted process.
        var next = await server.Admin.CallAsync("get_resistance()");
        Assert.That(next.Status, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable));
        await server.WaitForDeviceStateAsync("ready");
        if (next.Status != HttpStatusCode.OK)
            next = await server.Admin.CallAsync("get_resistance()");
        Assert.That(next.Json.GetProperty("notice").GetString(), Does.Contain("settings were lost"));
        Assert.That((await server.Admin.CallAsync("get_resistance()")).Json.TryGetProperty("notice", out _), Is.False, "told once");
        Assert.That((await server.Admin.CallAsync("get_resistance()")).Number(), Is.EqualTo(10_000).Within(1).Percent);
        Assert.That(Boards(server.DataDirectory).Single(), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task A_board_process_that_hangs_is_replaced()
    {
        await using var server = await OpenEventServer.StartAsync("--Lab:Device=virtual", $"--Lab:LockDirectory={Path.GetTempPath()}");
        await server.WaitForDeviceStateAsync("ready");
        var before = Boards(server.DataDirectory).Single();
        using (var stop = Process.Start("kill", ["-STOP", $"{before}"]))
            await stop.WaitForExitAsync();
        await Eventually.IsTrueAsync("the board that hangs is replaced", async () =>
        {
            await server.Admin.CallAsync("get_version()");
            return !Boards(server.DataDirectory).Contains(before);
        });
        await server.WaitForDeviceStateAsync("ready");
        Assert.That((await server.Admin.CallAsync("get_resistance()")).Number(), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task A_server_that_stops_ends_its_virtual_boards()
    {
        string folder;
        await using (
            var server = await OpenEventServer.StartAsync(
                "--Lab:Devices:one=virtual",
                "--Lab:Devices:two=virtual:ohms-law",
                $"--Lab:LockDirectory={Path.GetTempPath()}"
            )
        )
        {
            folder = server.DataDirectory;
            foreach (var name in new[] { "one", "two" })
                await server.WaitForDeviceStateAsync("ready", name);
            Assert.That(Boards(folder).Count(), Is.EqualTo(2));
            (await server.Admin.CallAsync("set_pv1(3)", "two")).EnsureStatus(HttpStatusCode.OK);
            Assert.That(
                (await server.Admin.CallAsync("get_voltage('CH1')", "two")).Number(),
                Is.EqualTo(3).Within(0.15),
                "PV1 is wired to CH1 in that circuit"
            );
        }

        Assert.That(Boards(folder), Is.Empty);
    }

    [Test]
    public async Task A_server_that_is_killed_leaves_no_board_process_behind()
    {
        await using var database = await TestDatabase.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("openevent-killed-").FullName;
        try
        {
            using var server = new ServerProcess(
                folder,
                $"--Database:ConnectionString={database.ConnectionString}",
                "--Admin:Email=admin@example.org",
                "--Admin:Password=correct horse",
                $"--Lab:LockDirectory={folder}"
            );
            using var http = new HttpClient { BaseAddress = new Uri(await server.AddressAsync()) };
            using var session = await http.PostAsJsonAsync(
                new Uri("/auth/session", UriKind.Relative),
                new { email = "admin@example.org", password = "correct horse" }
            );
            http.DefaultRequestHeaders.TryAddWithoutValidation(
                "Authorization",
                "JWT " + (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()
            );
            await Eventually.ReadAsync(
                "the device is ready",
                async () =>
                    (await http.GetFromJsonAsync<JsonElement>(new Uri("/v1/lab/devices/main", UriKind.Relative)))
                        .GetProperty("state")
                        .GetString(),
                state => state == "ready"
            );
            Assert.That(Boards(folder).Count(), Is.EqualTo(1));
            await server.KillAsync();
            await Eventually.IsTrueAsync("the board has ended with its server", () => !Boards(folder).Any());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("--Lab:Device=ttyUSB0", "Lab:Device")]
    [TestCase("--Lab:Device=virtual:nowhere", "Lab:Device")]
    [TestCase("--Lab:Devices:optics=virtual:nowhere", "Lab:Devices:optics")]
    [TestCase("--Lab:Devices:optics=http://host", "Lab:Devices:optics")]
    [TestCase("--Lab:CallSeconds=0", "Lab:CallSeconds")]
    [TestCase("--Lab:Devise=virtual", "Lab:Devise")]
    public void An_invalid_setting_stops_the_start_and_is_named(string setting, string key)
    {
        var rejected = Assert.CatchAsync<ConfigurationException>(async () =>
            await WebApi.Program.BuildAsync(["--Data:Directory=" + Path.Combine(Path.GetTempPath(), "openevent-never"), setting])
        );
        Assert.That(rejected!.Message, Does.StartWith(key));
    }

    /// <summary>The ids of the processes of virtual boards with links in the folder.</summary>
    internal static IEnumerable<int> Boards(string folder)
    {
        foreach (var process in Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)))
        {
            string line;
            try
            {
                line = File.ReadAllText($"/proc/{process}/cmdline");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // the process has ended meanwhile
            }

            if (line.Contains("--link", StringComparison.Ordinal) && line.Contains(folder, StringComparison.Ordinal))
                yield return int.Parse(process!, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
