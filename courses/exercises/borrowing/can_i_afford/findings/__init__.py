"""What the exercise finds: verdict, reasons, price and next steps, each as plain values for templates."""
