using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal sealed record ChangeSpeaker(Speaker Row, Changes<Speaker> Changes) : ICommand<Speaker>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<ChangeSpeaker, Speaker>
    {
        private static readonly SpeakerPolicy Policy = new();

        public async Task<Speaker> Handle(ChangeSpeaker command, CancellationToken ct)
        {
            var (row, changes) = command;
            gate.Require(Policy.Update(gate.Actor, row, changes));
            changes.ApplyTo(row);
            if (changes.Touches(nameof(Speaker.Email), nameof(Speaker.DeletedAt)))
                gate.Require(await SpeakerAddress.FreeAsync(data, row, ct));
            return row;
        }
    }
}
