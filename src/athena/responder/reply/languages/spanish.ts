import { toWordSet, type Phrasebook } from './phrasebook.ts';

const DAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

/** What an agent says in Spanish. */
export const SPANISH: Phrasebook = {
  named: /\bspanish\b|\bespañol\b|\bcastellano\b/i,
  common: toWordSet(
    'yo nosotros usted está no y cómo como cuándo dónde por qué mi mis su el los las un una para con puedo puede pueden hola gracias del al es son tengo he que hacer quiero mucho muy ayuda necesito cambiar lo hago hace se te le les esta este ese eso de clave contraseña tu tus sus nuestro nuestra cuál qué quién si sí también pero más sobre desde hasta donde cuando ser estar tiene tienen quisiera gustaría favor buenos días buenas olvidado olvidé cómo hacerlo',
  ),
  marks: /[¿¡ñ]/i,
  topics: {
    hours: {
      words: /teléfono|horario|abiert|llamar|atención telefónica/i,
      answer:
        'Los horarios no están en mis notas, así que prefiero no dar ninguno. Escríbame lo que necesita y le ayudo aquí.',
    },
    warranty: {
      words: /garantía/i,
      answer: 'Para la garantía necesito el número de pedido y una foto del defecto; después veremos qué es posible.',
    },
    refund: {
      words: /reembols|devolución del dinero|devolver(?:me)? el dinero/i,
      answer:
        'Para un reembolso necesito el número de pedido, la fecha de entrega y el motivo. Entonces compruebo qué permiten las reglas.',
    },
    returns: {
      words: /devol|cambiar el artículo/i,
      answer:
        'Para devolver un artículo tenga a mano el número de pedido, embálelo bien, pegue la etiqueta en el paquete y guarde el recibo hasta recibir el dinero.',
    },
    parcel: {
      words: /paquete|pedido|envío|entrega/i,
      answer:
        'Desde aquí no puedo ver dónde está su paquete y no quiero adivinar. Envíeme el número de pedido para que un compañero pregunte al transportista. Si no aparece, le dirá qué podemos ofrecerle.',
    },
    password: {
      words: /contraseña|clave|iniciar sesión/i,
      answer: 'Así puede cambiar su contraseña:',
      steps: [
        'Inicie sesión y abra los ajustes de seguridad de su cuenta. Si ya no recuerda la contraseña, indique en la página de inicio de sesión que la ha olvidado.',
        'Si recibe un correo, siga el enlace; mire también en la carpeta de correo no deseado.',
        'Elija una contraseña nueva de al menos doce caracteres e inicie sesión una vez con ella.',
      ],
    },
    invite: {
      words: /invitar|colega|compañer|miembro|equipo/i,
      answer:
        'Abra los ajustes de su espacio de trabajo, busque los miembros e invite a su colega con su dirección de correo. Para eso necesita permisos de administrador.',
    },
    contract: {
      words: /contrato|cláusula|acuerdo/i,
      answer:
        'Con mucho gusto. Pegue aquí el texto del contrato, si puede con los números de las cláusulas. Le diré la duración, la renovación, el preaviso, la responsabilidad y lo que se salga de lo habitual.',
    },
    invoice: { words: /factura/i, answer: 'Envíeme el número de la factura y dígame qué no es correcto; la reviso.' },
    cancel: {
      words: /cancel|dar de baja|anular/i,
      answer:
        'Escriba en una frase qué cancela y a partir de cuándo, añada su número y guarde la confirmación. Si me enseña el contrato, busco el plazo.',
    },
    start: {
      words: /empezar|comenzar|nuev[oa] aquí|primeros pasos/i,
      answer: '¡Bienvenido! Dígame primero en una frase qué quiere conseguir; de ahí sale el primer paso.',
    },
  },
  stepwise: {
    count: (number, total) => `Paso ${number} de ${total}.`,
    wait: 'Avíseme cuando esté hecho y le doy el siguiente paso.',
    end: 'Ese era el último paso. Dígame si ha funcionado.',
    isDone: /\b(?:hecho|listo|terminado|ya está|y ahora|qué sigue|siguiente)(?!\p{L})/iu,
  },
  facts: {
    hours: (from, to, first, last) =>
      `Nuestra línea telefónica atiende de ${DAYS[first] ?? ''} a ${DAYS[last] ?? ''}, de ${from} a ${to} horas (hora de Berlín).`,
    returns: (days) =>
      `Puede devolver un artículo en un plazo de ${days} días desde la entrega, aunque ya lo haya abierto.`,
    warranty: (months) =>
      `La garantía cubre los defectos durante ${months} meses. Tenga a mano el número de pedido y una foto.`,
    notice: (months) => `El contrato se renueva solo por un año, salvo que se cancele ${months} meses antes de su fin.`,
  },
  quote: 'Mis notas dicen lo siguiente, en inglés:',
  greeting: '¡Hola! ¿En qué puedo ayudarle?',
  mood: '¡Muy bien, gracias! ¿Y usted? ¿En qué puedo ayudarle hoy?',
  thanks: '¡Con mucho gusto! Vuelva cuando quiera.',
  unknown:
    'Mis notas no dicen nada sobre eso y no quiero adivinar. Dígame de qué se trata exactamente y qué sabe ya, y le ayudo.',
  noted: 'He anotado el número {n}.',
  closing: ['¿Puedo ayudarle en algo más?', '¿Le sirve de ayuda?', 'Escríbame si algo no queda claro.'],
  noLegalAdvice: 'Esto no es asesoramiento jurídico.',
  isGreeting: /^[¡¿]?(?:hola|buenos días|buenas(?: tardes| noches)?)(?![\p{L}]).{0,15}$/iu,
  isThanks: /\bgracias\b/i,
  isMood: /cómo est[áa]s?|qué tal/i,
};
