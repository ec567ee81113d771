using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal static class SpeakerEmailUniqueness
{
    /// <summary>
    /// An event has at most one speaker with an e-mail address (docs/reference/sessions.md#speakers). A unique index enforces it for
    /// concurrent requests.
    /// </summary>
    public static async Task<Decision> DecideAsync(IData data, Speaker speaker, CancellationToken ct)
    {
        var id = speaker.Id;
        var e = speaker.EventId;
        var email = speaker.Email;
        var isTaken =
            email is not null
            && await data.Set<Speaker>().AnyAsync(s => s.EventId == e && s.Email == email && s.DeletedAt == null && s.Id != id, ct);
        return Decision.AllowIf(!isTaken, "This event already has a speaker with this e-mail address.", "email");
    }
}
