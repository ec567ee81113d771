using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Sends the e-mail of an invite to speak. Its link names the invite and has no token: the account with the address answers.
/// </summary>
internal sealed class SpeakerInviteSender(IData data, IAuthorization authorization, TokenEmailQueue emails, EmailLimiter limiter)
{
    private const string LimitName = "speaker invite";

    /// <param name="invite">Saved, with its session.</param>
    public async Task EnqueueAsync(SpeakerInvite invite, CancellationToken ct)
    {
        await limiter.CountAsync(LimitName, invite.Email, ct);
        var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == invite.EventId, ct);
        var inviter = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == authorization.Actor.UserId, ct);
        var values = new Dictionary<string, string?>
        {
            ["event_name"] = e.Name,
            ["session_title"] = invite.Session.Title,
            ["inviter"] = inviter?.FullName,
        };
        var key = invite.Id.ToString(CultureInfo.InvariantCulture);
        var path = $"/e/{Uri.EscapeDataString(e.Identifier)}/cfs?invite={key}";
        await emails.AddAsync(TokenEmailTemplate.SpeakerInvite, key, invite.Email, path, values, ct);
    }
}
