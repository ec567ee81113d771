using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The settings of section <c>Lab</c>.</summary>
public sealed partial record LabSettings : IValidatableObject
{
    /// <summary>The name of the only device, where <see cref="Device"/> is used.</summary>
    public const string DefaultDeviceName = "main";

    /// <summary>
    /// <c>virtual</c>, <c>virtual:CIRCUIT</c>, a serial port's path, <c>tcp://host[:port]</c>, or <c>none</c>. Empty means <c>virtual</c>.
    /// </summary>
    public string? Device { get; init; }

    /// <summary>Several devices by name, instead of <see cref="Device"/>.</summary>
    public Dictionary<string, string> Devices { get; init; } = [];

    /// <summary>
    /// The folder of the devices' lock files, which all servers of the machine share. Empty means <c>/run/lock</c>, or the folder for
    /// temporary files if that is not writable.
    /// </summary>
    public string? LockDirectory { get; init; }

    /// <summary>The time limit of a call at the device, in seconds.</summary>
    [Range(1, 300, ErrorMessage = "1 to 300 seconds.")]
    public int CallSeconds { get; init; } = 30;

    /// <summary>The longest time that a call waits for its turn, in seconds.</summary>
    [Range(1, 300, ErrorMessage = "1 to 300 seconds.")]
    public int QueueSeconds { get; init; } = 60;

    /// <summary>The most calls of one user that wait for a device.</summary>
    [Range(1, 1000, ErrorMessage = "1 to 1000 calls.")]
    public int CallsPerUser { get; init; } = 20;

    /// <summary>The most calls of one user in a day (UTC), those of their scripts included. Each is recorded.</summary>
    [Range(1, 100_000_000, ErrorMessage = "1 to 100000000 calls.")]
    public int CallsPerUserAndDay { get; init; } = 200_000;

    /// <summary>As <see cref="CallsPerUserAndDay"/>, of a user whose e-mail address is not verified.</summary>
    [Range(1, 100_000_000, ErrorMessage = "1 to 100000000 calls.")]
    public int CallsPerUnverifiedUserAndDay { get; init; } = 10_000;

    /// <summary>
    /// The most megabytes of records of calls in a day (UTC), of all users. Users without a verified address share half of them.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "1 to 1000000 megabytes.")]
    public int CallMegabytesPerDay { get; init; } = 500;

    /// <summary>The most calls of all users that wait for a device.</summary>
    [Range(1, 100_000, ErrorMessage = "1 to 100000 calls.")]
    public int CallsPerDevice { get; init; } = 1000;

    /// <summary>
    /// Minutes without a call after which the outputs are switched off. A booked device then also serves other users, until the user with
    /// the booking calls again.
    /// </summary>
    [Range(1, 24 * 60, ErrorMessage = "1 to 1440 minutes.")]
    public int IdleMinutes { get; init; } = 5;

    /// <summary>The longest booking, in minutes.</summary>
    [Range(15, 24 * 60, ErrorMessage = "15 to 1440 minutes.")]
    public int BookingMinutes { get; init; } = 120;

    /// <summary>The most bookings of one user that have not ended yet.</summary>
    [Range(0, 1000, ErrorMessage = "0 to 1000 bookings.")]
    public int BookingsPerUser { get; init; } = 3;

    /// <summary>
    /// Bookings, not over, of a user whose e-mail address is not verified, so that many new accounts do not book a device for weeks.
    /// </summary>
    [Range(0, 100, ErrorMessage = "0 to 100.")]
    public int BookingsPerUnverifiedUser { get; init; } = 1;

    /// <summary>How many days ahead a booking may begin.</summary>
    [Range(1, 365, ErrorMessage = "1 to 365 days.")]
    public int BookingDaysAhead { get; init; } = 14;

    /// <summary>The section <c>Lab:Scripts</c>. It is validated by itself.</summary>
    public ScriptSettings Scripts { get; init; } = new();

    /// <summary>The section <c>Lab:Streams</c>. It is validated by itself.</summary>
    public LiveStreamSettings Streams { get; init; } = new();

    /// <summary>The addresses of the devices by name, without those set to <c>none</c>.</summary>
    public IReadOnlyDictionary<string, DeviceAddress> Addresses =>
        GetConfiguredDevices()
            .Where(d => d.Value != "none")
            .ToDictionary(d => d.Name, d => DeviceAddress.Parse(d.Value) ?? throw new InvalidOperationException(d.Value));

    /// <summary>The devices with their addresses and what is known to be wrong with them, for the startup summary.</summary>
    public string Describe(ILabDevices devices) =>
        Addresses.Count == 0
            ? "no device"
            : string.Join(", ", Addresses.Select(d => $"{d.Key} ({(d.Value.IsVirtual ? "virtual" : d.Value.Target)})"))
                + string.Concat(devices.All.Select(d => d.Info.Fault).OfType<string>().Select(fault => $" - {fault}"));

    /// <summary>The most current bookings of a user.</summary>
    internal int GetMaxBookings(bool isVerified) => isVerified ? BookingsPerUser : Math.Min(BookingsPerUnverifiedUser, BookingsPerUser);

    /// <summary>The settings key of a device's address.</summary>
    public string GetKey(string name) => Devices.Count > 0 ? $"Lab:Devices:{name}" : "Lab:Device";

    internal BookingRules Bookings => new(TimeSpan.FromMinutes(BookingMinutes), BookingsPerUser, TimeSpan.FromDays(BookingDaysAhead));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Devices.Count > 0 && !string.IsNullOrEmpty(Device))
            yield return new ValidationResult("Lab:Device and Lab:Devices cannot both be set.", [nameof(Device)]);
        foreach (var (name, value) in GetConfiguredDevices())
        {
            var key = Devices.Count > 0 ? $"{nameof(Devices)}:{name}" : nameof(Device);
            if (!DeviceNamePattern().IsMatch(name))
                yield return new ValidationResult("a device name has 1 to 40 characters of a-z, 0-9 and dashes.", [key]);
            else if (value != "none" && DeviceAddress.Parse(value) is null)
                yield return new ValidationResult(
                    $"{value} is not a device address. Use virtual[:CIRCUIT], a port's full path, tcp://host[:port] or none.",
                    [key]
                );
        }

        var duplicate = GetConfiguredDevices()
            .Select(d => DeviceAddress.Parse(d.Value))
            .Where(a => a is { IsVirtual: false })
            .GroupBy(a => a!.Target)
            .FirstOrDefault(g => g.Count() > 1);
        if (duplicate is not null)
            yield return new ValidationResult($"{duplicate.Key} is used by two devices.", [nameof(Devices)]);
        if (!string.IsNullOrEmpty(LockDirectory) && !Directory.Exists(LockDirectory))
            yield return new ValidationResult($"the folder {LockDirectory} does not exist.", [nameof(LockDirectory)]);
    }

    private IEnumerable<(string Name, string Value)> GetConfiguredDevices() =>
        Devices.Count > 0
            ? Devices.Select(d => (d.Key, string.IsNullOrEmpty(d.Value) ? "virtual" : d.Value))
            : [(DefaultDeviceName, string.IsNullOrEmpty(Device) ? "virtual" : Device)];

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex DeviceNamePattern();
}
