using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of module Lab that are about a person.</summary>
internal static class PersonalLabRows
{
    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<LabCall>(p => c => c.UserId == p.Id).Export("lab-calls").Delete(),
            new PersonalRowsOf<Booking>(p => b => b.UserId == p.Id).Export("lab-bookings").Delete(),
        ];
}
