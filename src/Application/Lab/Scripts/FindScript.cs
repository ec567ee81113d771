using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>A script that the caller can read, by its id, or by the file name of an example or the title of an own script.</summary>
internal sealed record FindScript(long? Id, string? FileName) : IRequest<LabScript>
{
    internal sealed class Rules : AbstractValidator<FindScript>
    {
        public Rules() => RuleFor(f => f.FileName).MaximumLength(LabScript.MaxTitleLength + 10).At("/Filename");
    }

    internal sealed class Handler(IAuthorization authorization, LabFinder finder, IData data) : IRequestHandler<FindScript, LabScript>
    {
        public async Task<LabScript> Handle(FindScript request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            if (request.Id is { } id)
                return await finder.GetScriptAsync(id, ct);
            var name = request.FileName ?? "";
            var slug = name.EndsWith(".py", StringComparison.Ordinal) ? name[..^3] : name;
            var userId = authorization.Actor.UserId;
            return await data.Set<LabScript>()
                .AsNoTracking()
                .Where(s => s.Slug == slug || (s.UserId == userId && userId != null && s.Title == name))
                .OrderBy(s => s.Slug == null)
                .ThenByDescending(s => s.Id)
                .FirstOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("script", $"named {name}");
        }
    }
}
