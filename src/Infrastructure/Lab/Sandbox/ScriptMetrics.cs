using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>The metrics of the sandbox of scripts. The labels are outcomes, never users or scripts.</summary>
internal static class ScriptMetrics
{
    public static PythonSandbox Measured(this PythonSandbox sandbox, IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        sandbox.Starts = new(meter, "openevent.script.starts", "{script}", "Scripts that were to be started");
        meter.CreateObservableGauge("openevent.script.running", () => sandbox.Running, "{script}", "Scripts that run");
        meter.CreateObservableGauge("openevent.script.limit", () => sandbox.Limits.Concurrent, "{script}", "Scripts that may run at once");
        meter.CreateObservableGauge(
            "openevent.script.workers",
            () => sandbox.ReadyProcesses.Count,
            "{process}",
            "Processes that wait for a script"
        );
        return sandbox;
    }
}
