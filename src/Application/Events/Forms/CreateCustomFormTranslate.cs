using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Adds the name of a question in another language. The event is the one of the question.</summary>
internal sealed record CreateCustomFormTranslate(CustomFormTranslate Draft) : ICommand<CustomFormTranslate>
{
    internal sealed class Handler(IData data, IAuthorization authorization)
        : IRequestHandler<CreateCustomFormTranslate, CustomFormTranslate>
    {
        private static readonly FormPartPolicy<CustomFormTranslate> Policy = new();

        public async Task<CustomFormTranslate> Handle(CreateCustomFormTranslate command, CancellationToken ct)
        {
            var draft = command.Draft;
            draft.CustomForm = await data.Set<CustomForm>().SingleAsync(f => f.Id == draft.CustomFormId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            data.Set<CustomFormTranslate>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
