using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Adds a choice to a question. The event is the one of the question.</summary>
internal sealed record CreateCustomFormOption(CustomFormOption Draft) : ICommand<CustomFormOption>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<CreateCustomFormOption, CustomFormOption>
    {
        private static readonly FormPartPolicy<CustomFormOption> Policy = new();

        public async Task<CustomFormOption> Handle(CreateCustomFormOption command, CancellationToken ct)
        {
            var draft = command.Draft;
            draft.CustomForm = await data.Set<CustomForm>().SingleAsync(f => f.Id == draft.CustomFormId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            draft.DeletedAt = null;
            data.Set<CustomFormOption>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
