using System.Text.Json.Nodes;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Checks an answer to the task of a lesson, and records it.</summary>
internal sealed record AnswerLesson(long ScriptId, string Answer) : ICommand<AnswerLesson.Result>
{
    private static readonly RateLimit PerUser = new("lab-answers", 300, TimeSpan.FromDays(1));

    /// <param name="Explanation">Why the answer is right, or a hint.</param>
    internal sealed record Result(bool IsCorrect, string Explanation);

    internal sealed class Rules : AbstractValidator<AnswerLesson>
    {
        public Rules() => RuleFor(a => a.Answer).NotEmpty().MaximumLength(LabAnswer.MaxLength).At("/answer");
    }

    internal sealed class Handler(IAuthorization authorization, LabFinder finder, LessonCatalogue lessons, IThrottle throttle, IData data)
        : IRequestHandler<AnswerLesson, Result>
    {
        public async Task<Result> Handle(AnswerLesson command, CancellationToken ct)
        {
            var grant = authorization.Require(LabAnswerPolicy.Answer(authorization.Actor));
            var userId = authorization.Actor.UserId!.Value;
            var script = await finder.GetScriptAsync(command.ScriptId, ct);
            var expected = (script.UserId is null ? lessons.Find(script.Slug)?.Answer : null)
                ?? throw RejectedException.Conflict("This script has no task. Only lessons have one.");
            await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{userId}")], ct);
            var isCorrect =
                expected.Kind == AnswerKind.Choice
                    ? string.Equals(command.Answer.Trim(), expected.Choice, StringComparison.OrdinalIgnoreCase)
                    : await IsNearAsync(command, expected, userId, ct);
            var answer = new LabAnswer
            {
                Answer = command.Answer,
                IsCorrect = isCorrect,
                ScriptId = script.Id,
                UserId = userId,
            };
            grant.Create(answer);
            data.Set<LabAnswer>().Add(answer);
            return new Result(isCorrect, isCorrect ? expected.Explanation : expected.Hint);
        }

        private async Task<bool> IsNearAsync(AnswerLesson command, LessonAnswer expected, long userId, CancellationToken ct)
        {
            var number = AnswerNumber.Parse(command.Answer, expected.Unit)
                ?? throw RejectedException.Invalid(
                    expected.Unit is null ? "The answer must be a number." : $"The answer must be a number, in {expected.Unit}.",
                    "/answer"
                );
            var right = expected.Kind == AnswerKind.Run ? await MeasureAsync(command.ScriptId, expected, userId, ct) : expected.Value;
            return double.IsFinite(right) && Math.Abs(number - right) <= expected.Tolerance * Math.Abs(right);
        }

        private async Task<double> MeasureAsync(long scriptId, LessonAnswer expected, long userId, CancellationToken ct)
        {
            var content = await data.Set<LabRunOutput>()
                .Where(o =>
                    o.Run.UserId == userId
                    && o.Run.Status == LabRunStatus.Done
                    && (o.Run.ScriptId == scriptId || (o.Run.Script != null && o.Run.Script.ForkedFromId == scriptId))
                )
                .OrderByDescending(o => o.RunId)
                .Select(o => o.Content)
                .FirstOrDefaultAsync(ct);
            var points = content is null ? null : PlotMeasurement.FindPoints(JsonNode.Parse(content)!.AsArray(), expected.Plot!);
            return (points is null ? null : PlotMeasurement.Measure(points, expected.Measure!))
                ?? throw RejectedException.Conflict("Run the lesson to its end first. Your answer is compared with your own measurement.");
        }
    }
}
