using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>A change of a relationship that is no column of the row, for the policy to judge by its name.</summary>
internal sealed record LinkChange<T>(string Name) : Change<T>(Name, Name)
{
    public override bool WouldChange(T row) => true;

    public override void ApplyTo(T row) { }
}
