using BackpropCrossCheck.TensorFlowNet;
using BackpropCrossCheck.TensorFlowNet.Calculation;
using BackpropCrossCheck.TensorFlowNet.Messages;

// Standard output belongs to the protocol, so anything a library prints goes to standard error.
Console.SetOut(Console.Error);
using Stream output = Console.OpenStandardOutput();
var answers = new AnswerWriter(output);
switch (CalculatorFactory.Create())
{
    case CalculatorStatus.Available(ICalculator calculator, bool regularizes):
        answers.Greet(calculator.Version, regularizes);
        using (Stream input = Console.OpenStandardInput())
        {
            new OracleLoop(calculator, answers).Run(input);
        }

        break;
    case CalculatorStatus.Unavailable(string reason):
        answers.GreetUnavailable(reason);
        break;
    default:
        throw new InvalidOperationException("An unknown status of the calculator.");
}
