using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Tests with check-in staff and attendees of one event.</summary>
public abstract class CheckInFixture : TicketedEventFixture
{
    private protected CheckInStaff Staff { get; private set; } = null!;

    protected ApiClient Buyer { get; private set; } = null!;

    protected long Ticket { get; private set; }

    [OneTimeSetUp]
    public async Task CreateStaffAsync()
    {
        Staff = await CheckInStaff.CreateAsync(Server, TestEvent);
        Buyer = await Server.RegisterUserAsync();
        Ticket = await TestEvent.CreateTicketAsync(1000);
    }

    private protected async Task<(string Id, string Code)> CreateAttendeeAsync() =>
        await Staff.CreateAttendeeAsync(Buyer, Ticket, $"guest-{Guid.NewGuid():n}@example.org");

    private protected async Task<bool> IsScanAcceptedAsync(string station, string code) =>
        GetSuccesses((await Staff.ScanAsync(station, CheckInStaff.Scan(code, Staff.Session))).EnsureStatus(HttpStatusCode.OK)).Single();

    private protected static JsonElement GetFirstScan(ApiResponse answer) =>
        answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("scans")[0];

    private protected static string? GetMessage(ApiResponse answer) => GetFirstScan(answer).GetProperty("message").GetString();

    private protected static bool[] GetSuccesses(ApiResponse answer) =>
        [.. answer.Json.GetProperty("scans").EnumerateArray().Select(s => s.GetProperty("success").GetBoolean())];
}
