using System.Reflection;
using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.WithoutPackages;

/// <summary>Replaces the real one if TensorFlow.NET could not be restored, and says so.</summary>
internal static class CalculatorFactory
{
    /// <summary>Says why there is no TensorFlow.NET, and what to do about it.</summary>
    public static CalculatorStatus Create()
    {
        string packages = Fact("MissingPackages");
        return new CalculatorStatus.Unavailable(bool.Parse(Fact("LeftOutOnPurpose"))
            ? "It was built without TensorFlow.NET on purpose (TensorFlowNetPackages=false). "
                + $"Build it again without that property to have {packages}."
            : $"It was built without TensorFlow.NET, because the NuGet sources of the build did not give {packages}. Add a source that has "
                + "them (dotnet nuget add source), then run \"dotnet restore --force\" and build again.");
    }

    private static string Fact(string key)
        => typeof(CalculatorFactory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(fact => fact.Key == key).Value!;
}
