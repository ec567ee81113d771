using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Section <c>Lab</c>.</summary>
public sealed partial record LabSettings : IValidatableObject
{
    /// <summary>The name of a single device.</summary>
    public const string DefaultDeviceName = "main";

    /// <summary><c>virtual</c>, <c>virtual:CIRCUIT</c>, a serial port's path, <c>tcp://host[:port]</c>, or <c>none</c>. Empty: <c>virtual</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Several devices by name, instead of <see cref="Device"/>.</summary>
    public Dictionary<string, string> Devices { get; init; } = [];

    /// <summary>Where a device's lock file lies, for all servers of the machine. Empty: <c>/run/lock</c>, or else the folder for temporary files.</summary>
    public string? LockDirectory { get; init; }

    [Range(1, 300, ErrorMessage = "1 to 300 seconds.")]
    public int CallSeconds { get; init; } = 30;

    /// <summary>How long a call waits for its turn.</summary>
    [Range(1, 300, ErrorMessage = "1 to 300 seconds.")]
    public int QueueSeconds { get; init; } = 60;

    [Range(1, 1000, ErrorMessage = "1 to 1000 calls.")]
    public int CallsPerUser { get; init; } = 20;

    [Range(1, 100_000, ErrorMessage = "1 to 100000 calls.")]
    public int CallsPerDevice { get; init; } = 1000;

    /// <summary>After so long without a call the outputs are switched off, and a booked device serves others until its holder comes back.</summary>
    [Range(1, 24 * 60, ErrorMessage = "1 to 1440 minutes.")]
    public int IdleMinutes { get; init; } = 5;

    /// <summary>The longest booking, in minutes.</summary>
    [Range(15, 24 * 60, ErrorMessage = "15 to 1440 minutes.")]
    public int BookingMinutes { get; init; } = 120;

    [Range(0, 1000, ErrorMessage = "0 to 1000 bookings.")]
    public int BookingsPerUser { get; init; } = 3;

    [Range(1, 365, ErrorMessage = "1 to 365 days.")]
    public int BookingDaysAhead { get; init; } = 14;

    /// <summary>The devices to serve.</summary>
    public IReadOnlyDictionary<string, DeviceAddress> Addresses =>
        GetConfiguredDevices()
            .Where(d => d.Value != "none")
            .ToDictionary(d => d.Name, d => DeviceAddress.Parse(d.Value) ?? throw new InvalidOperationException(d.Value));

    /// <summary>For the operator: which device is where.</summary>
    public string Summary =>
        Addresses.Count == 0
            ? "no device"
            : string.Join(", ", Addresses.Select(d => $"{d.Key} ({(d.Value.IsVirtual ? "virtual" : d.Value.Target)})"));

    /// <summary>The setting that a device's address comes from.</summary>
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
                yield return new ValidationResult("a device's name is 1 to 40 of a-z, 0-9 and dashes.", [key]);
            else if (value != "none" && DeviceAddress.Parse(value) is null)
                yield return new ValidationResult(
                    $"{value} is neither virtual[:CIRCUIT], nor a port's full path, nor tcp://host[:port], nor none.",
                    [key]
                );
        }

        var duplicate = GetConfiguredDevices()
            .Select(d => DeviceAddress.Parse(d.Value))
            .Where(a => a is { IsVirtual: false })
            .GroupBy(a => a!.Target)
            .FirstOrDefault(g => g.Count() > 1);
        if (duplicate is not null)
            yield return new ValidationResult($"{duplicate.Key} is there twice.", [nameof(Devices)]);
        if (!string.IsNullOrEmpty(LockDirectory) && !Directory.Exists(LockDirectory))
            yield return new ValidationResult($"there is no folder {LockDirectory}.", [nameof(LockDirectory)]);
    }

    private IEnumerable<(string Name, string Value)> GetConfiguredDevices() =>
        Devices.Count > 0
            ? Devices.Select(d => (d.Key, string.IsNullOrEmpty(d.Value) ? "virtual" : d.Value))
            : [(DefaultDeviceName, string.IsNullOrEmpty(Device) ? "virtual" : Device)];

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex DeviceNamePattern();
}
