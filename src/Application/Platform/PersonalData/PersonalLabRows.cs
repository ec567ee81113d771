using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of module Lab that are about a person.</summary>
internal static class PersonalLabRows
{
    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<LabCall>(p => c => c.UserId == p.Id).Export("lab-calls").Delete(),
            new PersonalRowsOf<LabRunOutput>(p => o => o.Run.UserId == p.Id).Export("lab-run-outputs").Delete(),
            new PersonalRowsOf<LabRun>(p => r => r.UserId == p.Id).Export("lab-runs").Delete(),
            new PersonalRowsOf<LabAnswer>(p => a => a.UserId == p.Id).Export("lab-answers").Delete(),
            new PersonalRowsOf<LabScriptVersion>(p => v => v.Script.UserId == p.Id).Export("lab-script-versions").Delete(),
            new PersonalRowsOf<LabScript>(p => s => s.UserId == p.Id).Export("lab-scripts").Delete(),
            new PersonalRowsOf<LabClassMember>(p => m => m.UserId == p.Id).Export("lab-class-members").Delete(),
            new PersonalRowsOf<LabClass>(p => c => c.UserId == p.Id).Export("lab-classes").Delete(),
            new PersonalRowsOf<Booking>(p => b => b.UserId == p.Id).Export("lab-bookings").Delete(),
        ];
}
