using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The record of calls by users, scripts and live streams: <c>/v1/lab/calls</c>. Only <see cref="ICallLog"/> writes it.</summary>
internal sealed class LabCalls : Resource<LabCall>
{
    public LabCalls()
    {
        Path = "lab/calls";
        Attribute(c => c.CreatedAt).ReadOnly();
        Attribute(c => c.Detail).ReadOnly();
        Attribute(c => c.Device).ReadOnly();
        Attribute(c => c.Function).ReadOnly();
        Attribute(c => c.Outcome).ReadOnly();
        Attribute(c => c.TookMs).ReadOnly();
        Attribute(c => c.WaitedMs).ReadOnly();
        BelongsTo(c => c.User).ReadOnly().Inverse("lab-calls", isPrivate: true);
    }

    public override Policy<LabCall> Policy { get; } = new LabCallPolicy();
}
