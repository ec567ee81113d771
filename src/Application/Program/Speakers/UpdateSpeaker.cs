using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal sealed record UpdateSpeaker(Speaker Row, Changes<Speaker> Changes) : ICommand<Speaker>
{
    internal sealed class Handler(IData data, IAuthorization authorization, PictureQueue pictures) : IRequestHandler<UpdateSpeaker, Speaker>
    {
        private static readonly SpeakerPolicy Policy = new();

        public async Task<Speaker> Handle(UpdateSpeaker command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization
                .Require(Policy.Update(authorization.Actor, row, changes))
                .Change(row, changes)
                .Change(row, SpeakerPhoto.Variants.Members);
            var formerPhoto = row.PhotoUrl;
            changes.ApplyTo(row);
            await pictures.QueueIfChangedAsync(SpeakerPhoto.Variants, row, formerPhoto, ct);
            if (changes.ContainsAny(nameof(Speaker.Email), nameof(Speaker.DeletedAt)))
                authorization.Require(await SpeakerEmailUniqueness.DecideAsync(data, row, ct));
            return row;
        }
    }
}
