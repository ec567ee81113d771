using FluentValidation;
using MediatR;
using NUnit.Framework;
using OpenEvent.Application;
using OpenEvent.Architecture.Tests.Wrong;

namespace OpenEvent.Architecture.Tests;

/// <summary>A request that brings texts or lists has rules, in the file of its use case.</summary>
public class RequestRulesTests
{
    /// <summary>Requests whose texts are only compared or looked up, so that no text is wrong in itself.</summary>
    private static readonly Dictionary<string, string> WithoutRules = new()
    {
        ["AcceptGroupInvite"] = "the token is looked up",
        ["AcceptRoleInvite"] = "the token is looked up",
        ["RequireGuessesLeft"] = "the codes are looked up; the request that it counts for has the rules",
        ["CheckEmail"] = "the address is looked up",
        ["ConfirmOwnPassword"] = "the password is compared with its hash",
        ["ConfirmPassword"] = "the password is compared with its hash",
        ["CheckUserUpdate"] = "the password is compared with its hash, and the address is counted; UpdateUser has its rules",
        ["CopyScript"] = "the code is looked up",
        ["CountRegistration"] = "counts attempts with any text",
        ["CreateRun"] = "StartRun has the rules",
        ["DeleteOrder"] = "the order may have the note already",
        ["ExportRun"] = "the format is compared",
        ["FreshSignIn"] = "the password is compared with its hash",
        ["GetCheckInStatistics"] = "the ids are looked up; QueryLimits bounds them",
        ["GetPublicSchedule"] = "the kind is part of the route",
        ["GetStoredTicketPdf"] = "the path is looked up",
        ["DeclineGroupInvite"] = "the token is looked up",
        ["DeclineRoleInvite"] = "the token is looked up",
        ["DescribeGroupInvite"] = "the token is looked up",
        ["DescribeRoleInvite"] = "the token is looked up",
        ["GetDevice"] = "the name is looked up",
        ["GetEmailSubscription"] = "the token is decrypted",
        ["GetRoleInviteEmail"] = "the token is looked up",
        ["HandlePaymentWebhook"] = "the signature is verified",
        ["ImportSchedule"] = "sent by the server; ScheduleWriter has the rules of the attributes",
        ["OpenLiveStream"] = "the name is looked up; LiveCaptureParser checks the settings",
        ["RejectPaymentProvider"] = "the name is part of the route",
        ["ResendOrderEmail"] = "the recipient is only counted",
        ["ResendVerificationEmail"] = "every address gets the same answer",
        ["ResubscribeToEmails"] = "the token is decrypted",
        ["SendPasswordResetEmail"] = "sent by the server",
        ["SendVerificationEmail"] = "sent by the server",
        ["SignIn"] = "the password is compared with its hash",
        ["StartScheduleImport"] = "the kind is part of the route; the file is checked by its readers",
        ["UnsubscribeFromEmails"] = "the token is decrypted",
        ["VerifyEmail"] = "the token is looked up",
        ["VerifyPassword"] = "the password is compared with its hash",
        ["WatchDevice"] = "the name is looked up",
    };

    private static readonly Type[] Types = typeof(ApplicationServices).Assembly.GetTypes();

    [Test]
    public void A_request_with_texts_or_lists_has_rules_or_a_reason() =>
        Assert.That(Types.Where(t => BringsValues(t) && !HasRules(t)).Select(t => t.Name), Is.EquivalentTo(WithoutRules.Keys));

    [Test]
    public void Rules_test_detects_violations()
    {
        Assert.That(BringsValues(typeof(HasNoRules)) && !HasRules(typeof(HasNoRules)));
        Assert.That(HasRules(Types.Single(t => t.Name == "ResetPassword")));
    }

    private static bool HasRules(Type request) =>
        request.GetNestedType("Rules", System.Reflection.BindingFlags.NonPublic) is { } rules
        && rules.IsSubclassOf(typeof(AbstractValidator<>).MakeGenericType(request));

    /// <summary>Rows of resources are checked by their declarations. An address of a client is not sent by it.</summary>
    private static bool BringsValues(Type type) =>
        !type.IsAbstract
        && !type.IsGenericTypeDefinition
        && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))
        && type.GetConstructors()
            .SelectMany(c => c.GetParameters())
            .Any(p =>
                p.Name is not ("ClientAddress" or "Address")
                && (
                    p.ParameterType == typeof(string)
                    || (p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                    || p.ParameterType.Name.EndsWith("Request", StringComparison.Ordinal)
                )
            );
}
