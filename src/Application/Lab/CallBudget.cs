using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Limits what is recorded of the calls of a day (UTC): of each user, and of all of them. Thread-safe.</summary>
internal sealed class CallBudget(LabSettings settings, TimeProvider clock, ILogger<CallBudget> log) : IResettable
{
    /// <summary>The most bytes of function strings (UTF-8) that are recorded for a user in a day.</summary>
    public const long MaxBytes = 20_000_000,
        MaxUnverifiedBytes = 1_000_000;

    /// <summary>The bytes of a record and its indexes in the database, beside the function string. Estimated.</summary>
    public const int RecordBytes = 300;

    private const string AllUsers = "all";

    private readonly UserAllowances _verified = new(
        new("lab-calls", settings.CallsPerUserAndDay, clock),
        new("lab-call-bytes", MaxBytes, clock)
    );

    private readonly UserAllowances _unverified = new(
        new("lab-calls-unverified", settings.CallsPerUnverifiedUserAndDay, clock),
        new("lab-call-bytes-unverified", MaxUnverifiedBytes, clock)
    );

    /// <summary>Half of what is recorded of all users may be of users without a verified e-mail address.</summary>
    private readonly DailyAllowance _allBytes = new("lab-call-bytes-all", settings.CallMegabytesPerDay * 1_000_000L, clock),
        _allUnverifiedBytes = new("lab-call-bytes-all-unverified", settings.CallMegabytesPerDay * 1_000_000L / 2, clock);

    private DateTime _warnedOn;

    /// <summary>Rejects a call before anything is done for it, if this server knows that the user's calls of today are used up.</summary>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public void RequireRemaining(LabUser user)
    {
        var key = GetKey(user);
        var allowances = Of(user);
        if (allowances.Calls.IsUsedUp(key) || allowances.Bytes.IsUsedUp(key))
            throw UsedUp(user);
    }

    /// <param name="throttle">Of the request, which has a connection to the database.</param>
    /// <param name="recorded">What is recorded of the function string.</param>
    /// <exception cref="RejectedException">TooManyRequests; Unavailable: the records of all users are as many as possible.</exception>
    public async Task CountAsync(IThrottle throttle, LabUser user, string recorded, CancellationToken ct)
    {
        var key = GetKey(user);
        var bytes = Encoding.UTF8.GetByteCount(recorded);
        var allowances = Of(user);
        if (!await allowances.Calls.TryTakeAsync(throttle, key, 1, ct) || !await allowances.Bytes.TryTakeAsync(throttle, key, bytes, ct))
            throw UsedUp(user);
        if (!user.IsVerified && !await _allUnverifiedBytes.TryTakeAsync(throttle, AllUsers, RecordBytes + bytes, ct))
            throw RejectedException.TooManyRequests(
                "The calls of today of all users without a verified e-mail address are used up. Verify your address.",
                UntilMidnight
            );
        if (!await _allBytes.TryTakeAsync(throttle, AllUsers, RecordBytes + bytes, ct))
        {
            Warn();
            throw RejectedException.Unavailable("The server records no more calls today. Midnight (UTC) begins a new day.", UntilMidnight);
        }
    }

    public Task ResetAsync(CancellationToken ct)
    {
        foreach (
            var allowance in new[]
            {
                _verified.Calls,
                _verified.Bytes,
                _unverified.Calls,
                _unverified.Bytes,
                _allBytes,
                _allUnverifiedBytes,
            }
        )
            allowance.Clear();
        return Task.CompletedTask;
    }

    private TimeSpan UntilMidnight => clock.GetUtcNow().UtcDateTime.Date.AddDays(1) - clock.GetUtcNow().UtcDateTime;

    private UserAllowances Of(LabUser user) => user.IsVerified ? _verified : _unverified;

    private static string GetKey(LabUser user) => (user.Id ?? 0).ToString(CultureInfo.InvariantCulture);

    private RejectedException UsedUp(LabUser user) =>
        RejectedException.TooManyRequests(
            $"Your calls of today are used up. {(user.IsVerified ? "" : "A verified e-mail address has more. ")}"
                + "Midnight (UTC) begins a new day.",
            UntilMidnight
        );

    private void Warn()
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        if (_warnedOn == today)
            return;
        _warnedOn = today;
        log.LogWarning(
            "The lab refuses calls until midnight (UTC): {Megabytes} MB of records are the limit of a day (Lab:CallMegabytesPerDay)",
            settings.CallMegabytesPerDay
        );
    }

    /// <summary>What one user may use in a day.</summary>
    private readonly record struct UserAllowances(DailyAllowance Calls, DailyAllowance Bytes);
}
