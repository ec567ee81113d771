using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal static class SpeakerEmailUniqueness
{
    /// <summary>An event has one speaker of an address (<c>spec/openevent/behaviours.md</c> §7); an index says so where two are added at once.</summary>
    public static async Task<Decision> DecideAsync(IData data, Speaker speaker, CancellationToken ct)
    {
        var (id, e, email) = (speaker.Id, speaker.EventId, speaker.Email);
        var isTaken =
            email is not null
            && await data.Set<Speaker>().AnyAsync(s => s.EventId == e && s.Email == email && s.DeletedAt == null && s.Id != id, ct);
        return Decision.AllowIf(!isTaken, "The event has a speaker of that address already.", "email");
    }
}
