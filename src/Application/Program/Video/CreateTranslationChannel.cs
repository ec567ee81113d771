using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Adds a translation channel to a stream. The event is the one of the stream.</summary>
internal sealed record CreateTranslationChannel(TranslationChannel Draft) : ICommand<TranslationChannel>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<CreateTranslationChannel, TranslationChannel>
    {
        private static readonly TranslationChannelPolicy Policy = new();

        public async Task<TranslationChannel> Handle(CreateTranslationChannel command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var draft = command.Draft;
            draft.EventId = await data.GetHostEventIdAsync(draft.VideoStreamId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            data.Set<TranslationChannel>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
