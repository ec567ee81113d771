using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of module Lab that are about a person.</summary>
internal static class PersonalLabRows
{
    /// <summary>Codes and outputs have up to a few megabytes.</summary>
    private const int LargeRows = 10;

    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<LabCall>(p => c => c.UserId == p.Id).Export("lab-calls").DeleteBefore(),
            new PersonalRowsOf<LabRunOutput>(p => o => o.Run.UserId == p.Id).Export("lab-run-outputs").Batches(LargeRows).Delete(),
            new PersonalRowsOf<LabRun>(p => r => r.UserId == p.Id).Export("lab-runs").Batches(LargeRows).DeleteBefore(),
            new PersonalRowsOf<LabAnswer>(p => a => a.UserId == p.Id).Export("lab-answers").DeleteBefore(),
            new PersonalRowsOf<LabScriptVersion>(p => v => v.Script.UserId == p.Id)
                .Export("lab-script-versions")
                .Batches(LargeRows)
                .Delete(),
            new PersonalRowsOf<LabScript>(p => s => s.UserId == p.Id).Export("lab-scripts").Batches(LargeRows).Delete(),
            new PersonalRowsOf<LabClassMember>(p => m => m.UserId == p.Id).Export("lab-class-members").Delete(),
            new PersonalRowsOf<LabClass>(p => c => c.UserId == p.Id).Export("lab-classes").Delete(),
            new PersonalRowsOf<Booking>(p => b => b.UserId == p.Id).Export("lab-bookings").Delete(),
        ];
}
